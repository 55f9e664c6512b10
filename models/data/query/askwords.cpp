// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/query/askwords.h"

#include "models/data/memory/topics.h"
#include "models/data/store/statement.h"

#include <algorithm>
#include <vector>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostNear = 3; // spellings a word may be taken for

// Changes of a letter between two words, two neighbours that changed places being one; more than `limit` is limit + 1.
int distance(const QString &a, const QString &b, int limit)
{
    if (std::abs(a.size() - b.size()) > limit)
        return limit + 1;
    const auto width = static_cast<std::size_t>(b.size()) + 1;
    std::vector<int> before(width), above(width), row(width);
    for (std::size_t j = 0; j < width; ++j)
        above[j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j < width; ++j) {
            const auto at = static_cast<qsizetype>(j);
            const int change = a[i - 1] == b[at - 1] ? 0 : 1;
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
            if (i > 1 && at > 1 && a[i - 1] == b[at - 2] && a[i - 2] == b[at - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, above);
        std::swap(above, row);
    }
    return std::min(above[width - 1], limit + 1);
}

class WordResolver {
public:
    WordResolver(Database &db, qint64 projectId)
        : m_db(db)
        , m_projectId(projectId)
        , m_exact(db, u"SELECT id, text FROM memory_topic WHERE form = ?%1 ORDER BY text"_s.arg(within(projectId)))
        , m_near(
              db,
              u"SELECT id, text, form FROM memory_topic WHERE form >= ? AND form < ? AND length(form) BETWEEN ? AND ?%1"_s
                  .arg(within(projectId)))
    {
    }

    Result<> readProjects()
    {
        Statement s(m_db, u"SELECT id, name FROM project WHERE id = ? OR ? = 0 ORDER BY id"_s);
        s.bind(m_projectId).bind(m_projectId);
        while (s.next())
            m_projects.append({s.integer(0), s.text(1)});
        if (!s.ok())
            return tl::unexpected(s.error());
        return {};
    }

    // Everything that is spelt so.
    Result<bool> exact(const QString &word, AskTargets &targets, AskMeaning &meaning)
    {
        const QString form = topicForm(word);
        if (form.isEmpty())
            return false;
        for (const auto &[id, name] : std::as_const(m_projects)) {
            if (topicForm(name) == form) {
                targets.projects.append(id);
                note(meaning, name);
            }
        }
        m_exact.bind(form);
        while (m_exact.next()) {
            targets.topics.append(m_exact.integer(0));
            note(meaning, m_exact.text(1));
        }
        m_exact.finish();
        if (!m_exact.ok())
            return tl::unexpected(m_exact.error());
        return !targets.isEmpty();
    }

    // What is spelt nearly so: a letter off, from nine letters on two.
    Result<> near(const QString &word, AskTargets &targets, AskMeaning &meaning)
    {
        const QString form = topicForm(word);
        constexpr qsizetype shortest = 5;
        if (form.size() < shortest)
            return {};
        const int limit = form.size() >= 9 ? 2 : 1;
        struct Near {
            int off;
            bool isProject;
            qint64 id;
            QString text;
        };
        QList<Near> found;
        for (const auto &[id, name] : std::as_const(m_projects)) {
            if (const int off = distance(form, topicForm(name), limit); off <= limit)
                found.append({off, true, id, name});
        }
        const QChar first = form[0];
        m_near.bind(QString(first))
            .bind(QString(QChar(first.unicode() + 1)))
            .bind(form.size() - limit)
            .bind(form.size() + limit);
        while (m_near.next()) {
            if (const int off = distance(form, m_near.text(2), limit); off <= limit)
                found.append({off, false, m_near.integer(0), m_near.text(1)});
        }
        m_near.finish();
        if (!m_near.ok())
            return tl::unexpected(m_near.error());
        std::ranges::sort(found, {}, [](const Near &each) { return std::pair(each.off, each.text); });
        for (const Near &each : std::as_const(found)) {
            if (each.off > found.first().off || meaning.meant.size() >= mostNear)
                break;
            (each.isProject ? targets.projects : targets.topics).append(each.id);
            note(meaning, each.text);
            meaning.guessed = true;
        }
        return {};
    }

private:
    static void note(AskMeaning &meaning, const QString &text)
    {
        if (!meaning.meant.contains(text, Qt::CaseInsensitive))
            meaning.meant.append(text);
    }

    static QString within(qint64 projectId)
    {
        if (projectId == 0)
            return {};
        return u" AND EXISTS (SELECT 1 FROM memory_sign_topic AS st JOIN memory_count AS c ON c.sign_id = st.sign_id "
               u"AND "
               "c.level = 4 WHERE st.topic_id = memory_topic.id AND c.project_id = %1)"_s.arg(projectId);
    }

    Database &m_db;
    const qint64 m_projectId;
    Statement m_exact, m_near;
    QList<QPair<qint64, QString>> m_projects;
};

// A path is asked for by its last part.
QString asked(const QString &word)
{
    const QString last = word.section(u'/', -1, -1, QString::SectionSkipEmpty);
    return last.isEmpty() ? word : last;
}

// Two words that are one name there, spelt so, or nearly so where neither means anything by itself.
Result<bool> takePair(WordResolver &resolver, const QString &first, const QString &second, AskResolution &resolution)
{
    AskTargets group;
    AskMeaning meaning{first + u' ' + second, {}, false};
    const auto known = resolver.exact(meaning.typed, group, meaning);
    if (!known)
        return tl::unexpected(known.error());
    if (!*known) {
        for (const QString &word : {first, second}) {
            AskTargets own;
            AskMeaning alone;
            const auto means = resolver.exact(asked(word), own, alone);
            if (!means || *means)
                return means ? Result<bool>(false) : means;
        }
        if (auto near = resolver.near(meaning.typed, group, meaning); !near)
            return tl::unexpected(near.error());
    }
    if (group.isEmpty())
        return false;
    resolution.groups.append(group);
    resolution.meanings.append(meaning);
    return true;
}

} // namespace

Result<AskResolution> resolveWords(Database &db, const QList<QStringList> &words, qint64 projectId)
{
    WordResolver resolver(db, projectId);
    if (auto read = resolver.readProjects(); !read)
        return tl::unexpected(read.error());
    AskResolution resolution;
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (i + 1 < words.size() && words[i].size() == 1 && words[i + 1].size() == 1) {
            const auto pair = takePair(resolver, words[i].first(), words[i + 1].first(), resolution);
            if (!pair)
                return tl::unexpected(pair.error());
            if (*pair) {
                ++i;
                continue;
            }
        }
        AskTargets group;
        for (const QString &word : words[i]) {
            AskMeaning meaning{word, {}, false};
            AskTargets own;
            const auto known = resolver.exact(asked(word), own, meaning);
            if (!known)
                return tl::unexpected(known.error());
            if (!*known) {
                if (auto near = resolver.near(asked(word), own, meaning); !near)
                    return tl::unexpected(near.error());
            }
            group.topics += own.topics;
            group.projects += own.projects;
            resolution.meanings.append(meaning);
        }
        resolution.groups.append(group);
    }
    return resolution;
}

} // namespace assay
