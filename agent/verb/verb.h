// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A verb of assay-agent as the table describes it (verbtable.cpp). The parser, the help, and later the man pages and
// the shell completions are made from these values alone.

#include "models/data/error.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace assay {

struct VerbCall;

struct VerbOption {
    QString name = {};  // without the leading "--"
    QString value = {}; // what it takes, in capitals; empty = a switch
    QString help = {};
    QStringList choices = {}; // allowed values; empty = any
    bool repeats = false;
};

struct Verb {
    QString name = {};
    QString arguments = {}; // as the usage line shows them
    QString summary = {};   // one line
    QString details = {};   // paragraphs for VERB --help
    int minArguments = 0;
    int maxArguments = 0; // -1 = any number
    QList<VerbOption> options = {};
    QStringList jsonKeys = {}; // of the document under --json, at least
    // Returns the exit code; an error is printed and turned into one.
    Result<int> (*run)(const VerbCall &call) = nullptr;
};

} // namespace assay
