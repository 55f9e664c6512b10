// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the measures share: the history, stores made from it when first asked for, the programs, and the rows.

#include "bench/benchoptions.h"
#include "bench/childprocess.h"
#include "bench/row.h"

namespace assay {

class Workbench final {
public:
    // `scratch` exists; everything is written below it.
    Workbench(BenchOptions options, QString scratch);

    // Finds the programs and the history, or makes one. First thing to call.
    [[nodiscard]] Result<> prepare();

    [[nodiscard]] const BenchOptions &options() const { return m_options; }
    [[nodiscard]] QString scratch(const QString &name) const { return m_scratch + u'/' + name; }
    [[nodiscard]] QString corpus() const { return m_corpus; }
    [[nodiscard]] const QStringList &files() const { return m_files; }
    [[nodiscard]] qint64 bytes() const { return m_bytes; }
    [[nodiscard]] nlohmann::ordered_json history() const;

    // M: the history in a store. L: M four times over (three copies with fresh ids) and the one long session.
    // Data directories; made once.
    [[nodiscard]] Result<QString> full();
    [[nodiscard]] Result<QString> large();
    [[nodiscard]] const QStringList &largeRoots() const { return m_largeRoots; } // after large()
    void setFull(const QString &dataDir) { m_full = dataDir; }

    [[nodiscard]] static QString storeFile(const QString &dataDir);
    // The session with the most rows on its main thread.
    [[nodiscard]] static Result<qint64> longestSession(const QString &dataDir);

    // `assay-agent import --json` into a data directory, with the history's aliases.
    [[nodiscard]] Result<ChildUse> import(const QString &dataDir, const QStringList &roots);
    // Mines and tells of all that is stored, so that an agent on this data directory finds nothing to do.
    [[nodiscard]] Result<> catchUp(const QString &dataDir);
    [[nodiscard]] QString agent() const { return m_agent; }
    // Runs assay-bench itself as `--child NAME arguments…` and hands back the JSON it prints.
    [[nodiscard]] Result<nlohmann::json> child(const QString &name, const QStringList &arguments);

    void add(const Row &row);
    void addFailure(const QString &measure, const Error &error);
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    [[nodiscard]] bool hasFailed() const { return m_failed; }

    // Bytes of the plain FTS5 load's file, once it was made; -1 before.
    qint64 plainBytes = -1;

private:
    [[nodiscard]] Result<> generate();

    BenchOptions m_options;
    QString m_scratch;
    QString m_self;
    QString m_agent;
    QString m_corpus;
    QStringList m_files;
    qint64 m_bytes = 0;
    QString m_full;
    QString m_large;
    QStringList m_largeRoots;
    QList<Row> m_rows;
    bool m_failed = false;
};

} // namespace assay
