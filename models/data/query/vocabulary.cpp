// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/vocabulary.h"

#include <QSet>

#include <algorithm>

#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int newestCalls = 300; // of each tool that names a file
constexpr int newestSessions = 50;

QString recentSessions()
{
    return u"(SELECT id, project_id, started_at, model, branch, agent FROM session WHERE deleted_at IS NULL"
           " ORDER BY started_at DESC, id DESC LIMIT %1) s"_s.arg(vocabularySessions);
}

class Reader {
public:
    explicit Reader(Database &db)
        : m_db(db)
    {
    }

    Result<FilterVocabulary> read()
    {
        findTables();
        countSessions();
        readProjects();
        for (const QString &column : {u"model"_s, u"branch"_s, u"agent"_s}) {
            readGroups(column, u"SELECT s.%1, count(*) FROM "_s.arg(column) + recentSessions() +
                                   u" WHERE s.%1 <> '' GROUP BY 1 ORDER BY max(s.started_at) DESC"_s.arg(column));
        }
        readTable(u"tool"_s, u"session_tool"_s, u"sum(x.calls) DESC"_s);
        readTable(u"tag"_s, u"session_tag"_s, u"2 DESC, 1"_s);
        readTable(u"skill"_s, u"session_skill"_s, u"sum(x.uses) DESC"_s);
        readFiles();
        readSessions();
        if (m_error)
            return tl::unexpected(*m_error);
        return std::move(m_words);
    }

private:
    // Statements of which one failed leave the rest to the report of that one.
    bool finish(Statement &s)
    {
        if (!s.ok() && !m_error)
            m_error = s.error();
        return s.ok();
    }

    void findTables()
    {
        Statement s(m_db, u"SELECT name FROM sqlite_master WHERE type = 'table'"_s);
        while (s.next())
            m_tables.insert(s.text(0));
        finish(s);
    }

    void countSessions()
    {
        Statement s(m_db, u"SELECT count(*) FROM (SELECT 1 FROM session WHERE deleted_at IS NULL LIMIT %1)"_s.arg(
                              vocabularySessions + 1));
        if (s.next())
            m_counted = s.integer(0) <= vocabularySessions;
        finish(s);
    }

    int counted(const Statement &s, int column) const { return m_counted ? static_cast<int>(s.integer(column)) : -1; }

    // Two columns: the value and how many sessions have it.
    void readGroups(const QString &field, const QString &sql)
    {
        Statement s(m_db, sql + u" LIMIT %1"_s.arg(vocabularyValues));
        QList<VocabularyValue> values;
        while (s.next())
            values.append({s.text(0), {}, counted(s, 1)});
        if (finish(s))
            m_words.values.insert(field, values);
    }

    // One of the tables (session_id, value, …), if the schema has it.
    void readTable(const QString &field, const QString &table, const QString &order)
    {
        if (!m_tables.contains(table))
            return;
        readGroups(field, u"SELECT x.%1, count(*) FROM "_s.arg(field) + recentSessions() +
                              u" JOIN %1 x ON x.session_id = s.id GROUP BY 1 ORDER BY %2"_s.arg(table, order));
    }

    // By name; by key where another project has the same name.
    void readProjects()
    {
        Statement s(m_db, u"SELECT p.name, count(*), p.key, p.owner FROM "_s + recentSessions() +
                              u" JOIN project p ON p.id = s.project_id GROUP BY p.id ORDER BY max(s.started_at) DESC"
                              " LIMIT %1"_s.arg(vocabularyValues));
        QList<VocabularyValue> values;
        QStringList keys;
        QHash<QString, int> names;
        while (s.next()) {
            values.append({s.text(0), s.text(3), counted(s, 1)});
            keys.append(s.text(2));
            ++names[s.text(0).toLower()];
        }
        for (qsizetype i = 0; i < values.size(); ++i) {
            if (names.value(values[i].value.toLower()) > 1)
                values[i].value = keys[i];
        }
        if (finish(s))
            m_words.values.insert(u"project"_s, values);
    }

    // As they are written from the session's folder, the last touched first.
    void readFiles()
    {
        struct Touched {
            qint64 at = 0;
            QString path;
        };
        QList<Touched> touched;
        Statement s(
            m_db,
            u"SELECT e.head, s.cwd, e.at FROM event e JOIN session s ON s.id = e.session_id WHERE e.tool = ?"
            " COLLATE NOCASE AND e.kind = 4 AND s.deleted_at IS NULL ORDER BY e.at DESC, e.id DESC LIMIT %1"_s.arg(
                newestCalls));
        for (const QString &tool : {u"Read"_s, u"Edit"_s, u"MultiEdit"_s, u"Write"_s, u"NotebookEdit"_s}) {
            s.bind(tool);
            while (s.next()) {
                const QString folder = s.text(1) + u'/';
                const QString path = s.text(0);
                touched.append(
                    {s.integer(2), folder.size() > 1 && path.startsWith(folder) ? path.mid(folder.size()) : path});
            }
            if (!finish(s))
                return;
            s.finish();
        }
        std::stable_sort(touched.begin(), touched.end(),
                         [](const Touched &a, const Touched &b) { return a.at > b.at; });
        QSet<QString> seen;
        QList<VocabularyValue> values;
        for (const Touched &each : touched) {
            if (values.size() < vocabularyValues && !each.path.isEmpty() && !seen.contains(each.path)) {
                seen.insert(each.path);
                values.append({each.path, {}, -1});
            }
        }
        m_words.values.insert(u"file"_s, values);
    }

    void readSessions()
    {
        constexpr int idLength = 8;
        Statement s(m_db, u"SELECT uuid, title FROM session WHERE deleted_at IS NULL ORDER BY started_at DESC, id DESC"
                          " LIMIT %1"_s.arg(newestSessions));
        QList<VocabularyValue> values;
        while (s.next())
            values.append({s.text(0).left(idLength), s.text(1), -1});
        if (finish(s))
            m_words.values.insert(u"session"_s, values);
    }

    Database &m_db;
    QSet<QString> m_tables;
    bool m_counted = false;
    FilterVocabulary m_words;
    std::optional<Error> m_error;
};

} // namespace

Result<FilterVocabulary> readVocabulary(Database &db)
{
    return Reader(db).read();
}

} // namespace assay
