// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A filter as conditions on the store's tables. User text goes into bound values only; search words reach FTS5 as
// quoted strings, so nothing typed is read as an operator.
//
// What the terms mean:
//   project:  part of the project's name or key
//   model:    part of the model's name
//   branch:   the whole name, or its beginning with *
//   session:  beginning of the id
//   tool:     the whole name, or its beginning with *
//   file:     part of the path of a call that reads or writes a file
//   skill:    one that the session used, called by the model or typed; the whole name, or its beginning with *. Of
//             events those written under it and those that call for it, where the client tells the former
//   tag:      one that a person gave the session; the whole tag, or its beginning with *
//   after: before:  of an event its time; of a session: ended after, started before
//   is:  speaks of events. Kinds (prompt reply thinking tool command) and outcomes (error denied interrupted) given
//        twice mean either; subagent = within a sub-agent's run; self = calls of our own programs, which are else left
//        out of search
//   has: speaks of sessions, each has: must hold
// A session matches tool:, file: and is: when one event of it matches all of them, and a word when an event or the
// title has it.

#include <QList>
#include <QString>

#include <variant>

#include "models/data/filter/filter.h"

namespace assay {

class Statement;

struct FilterSql {
    QString where = QStringLiteral("1");         // an expression, never empty
    QList<std::variant<qint64, QString>> values; // for its parameters, in order
    bool joinsProject = false;                   // `where` uses the alias p
    QString match;                               // events only: the FTS5 query, empty when no word is asked for

    // Binds `values` as the next parameters.
    void bindTo(Statement &statement) const;
};

// On the aliases s (session) and p (project).
[[nodiscard]] FilterSql compileForSessions(const Filter &filter);

// On the aliases e (event), s (session) and p (project); `match` is for body_index.
[[nodiscard]] FilterSql compileForEvents(const Filter &filter);

// The FTS5 query of a filter's words; empty when there is none that is asked for.
[[nodiscard]] QString ftsQuery(const Filter &filter);

} // namespace assay
