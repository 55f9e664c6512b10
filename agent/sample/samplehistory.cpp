// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/samplehistory.h"

#include "agent/sample/sampleteller.h"

#include <algorithm>
#include <set>
#include <utility>

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QTimeZone>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// The date that lies `count` working days before `end`; a Saturday or Sunday counts as the Friday before it.
QDate workingDaysBefore(QDate end, int count)
{
    while (count > 0) {
        end = end.addDays(-1);
        if (end.dayOfWeek() <= Qt::Friday)
            --count;
    }
    return end;
}

std::string dumped(const SampleJson &line)
{
    return line.dump(-1, ' ', false, SampleJson::error_handler_t::replace);
}

class HistoryWriter final {
public:
    HistoryWriter(QString claudeDir, const SampleOptions &options)
        : m_projects(std::move(claudeDir) + u"/projects"_s)
        , m_options(options)
        , m_end(options.end.isValid() ? options.end.toUTC() : QDateTime::currentDateTimeUtc())
    {
    }

    Result<SampleSummary> write()
    {
        auto library = loadSampleLibrary();
        if (!library)
            return tl::unexpected(library.error());
        const auto dates = static_cast<int>(library->calendar.size());
        const int rounds = dates == 0 ? 0 : (m_options.sessions + dates - 1) / dates;
        for (int i = rounds * dates - m_options.sessions; i < rounds * dates; ++i) {
            const SampleDate &date = library->calendar[static_cast<std::size_t>(i % dates)];
            const auto story = library->stories.find(date.story);
            if (story == library->stories.end())
                return fail(Error::Code::Failed,
                            u"The sample calendar names a story that does not exist. None of your "
                            "data is concerned."_s,
                            QString::fromStdString(date.story));
            // Ten working days to a round; counted from the end, so that the newest session stays the same one.
            const int fromEnd = rounds * dates - 1 - i;
            if (auto done = writeSession(*library, story->second, date, fromEnd / dates, fromEnd); !done)
                return tl::unexpected(done.error());
        }
        m_summary.projects = static_cast<int>(m_folders.size());
        return m_summary;
    }

private:
    Result<> writeSession(const SampleLibrary &library, const SampleStory &story, const SampleDate &date, int round,
                          int number)
    {
        const QDate day = workingDaysBefore(m_end.date(), date.daysBack + round * 11);
        const QDateTime planned(day, QTime(date.minuteOfDay / 60, date.minuteOfDay % 60), Qt::UTC);
        SampleCast cast;
        cast.seed = (static_cast<std::uint64_t>(m_options.seed) << 20) + static_cast<std::uint64_t>(number);
        cast.startMs = planned.toMSecsSinceEpoch() + SampleRandom(cast.seed).between(0, 600000);
        cast.told = [this](const std::string &name) {
            const auto found = m_told.find(name);
            return found != m_told.end() ? &found->second : nullptr;
        };
        SampleSession session = tellSession(library, story, cast);
        const std::int64_t late = session.endMs - m_end.toMSecsSinceEpoch() + 240000 + number * 60000;
        // The newest session has only just ended, whenever the end is.
        if (late > 0 || number == 0) {
            cast.startMs -= late;
            session = tellSession(library, story, cast);
        }
        auto written = writeFiles(session, cast.startMs);
        m_told[story.id] = std::move(session);
        return written;
    }

    Result<> writeFiles(const SampleSession &session, std::int64_t startMs)
    {
        const QString folder = m_projects + u'/' + encodedProjectFolder(QString::fromStdString(session.cwd));
        const QString own = folder + u'/' + QString::fromStdString(session.id);
        m_folders.insert(folder);
        std::string text = joined(session.lines);
        if (session.torn) {
            const std::string last = dumped(session.lines.back());
            text.resize(text.size() - 1 - last.size() / 2);
            ++m_summary.tornLines;
        }
        if (auto done = writeFile(own + u".jsonl"_s, text, session.endMs); !done)
            return done;
        const bool beside = session.layout == SampleClient::Subagents::Beside;
        for (const SampleAgentFile &agent : session.agents) {
            const QString name =
                (beside ? folder : own + u"/subagents"_s) + u"/agent-"_s + QString::fromStdString(agent.agentId);
            if (auto done = writeFile(name + u".jsonl"_s, joined(agent.lines), session.endMs); !done)
                return done;
            ++m_summary.subagentFiles;
            if (agent.meta.is_null())
                continue;
            if (auto done = writeFile(name + u".meta.json"_s, dumped(agent.meta), session.endMs); !done)
                return done;
        }
        ++m_summary.sessions;
        const QDateTime start = QDateTime::fromMSecsSinceEpoch(startMs, Qt::UTC);
        const QDateTime end = QDateTime::fromMSecsSinceEpoch(session.endMs, Qt::UTC);
        m_summary.first = m_summary.first.isValid() ? std::min(m_summary.first, start) : start;
        m_summary.last = m_summary.last.isValid() ? std::max(m_summary.last, end) : end;
        return {};
    }

    std::string joined(const std::vector<SampleJson> &lines)
    {
        std::string text;
        for (const SampleJson &line : lines)
            text += dumped(line) + '\n';
        m_summary.lines += static_cast<qint64>(lines.size());
        return text;
    }

    Result<> writeFile(const QString &path, const std::string &text, std::int64_t modifiedMs)
    {
        const QString folder = path.left(path.lastIndexOf(u'/'));
        if (!QDir().mkpath(folder))
            return fail(Error::Code::ReadOnly,
                        u"The folder for sample sessions could not be made; nothing of yours was "
                        "changed. Choose a folder that you may write to."_s,
                        folder);
        QSaveFile file(path);
        const QByteArray bytes = QByteArray::fromStdString(text);
        const bool good = file.open(QIODevice::WriteOnly) &&
                          file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                          file.write(bytes) == bytes.size() && file.commit();
        if (!good)
            return fail(Error::Code::Failed,
                        u"A sample session could not be written (%1); nothing of yours was changed. "
                        "Make room or choose another folder."_s.arg(file.errorString()),
                        path);
        QFile made(path);
        if (made.open(QIODevice::ReadWrite))
            made.setFileTime(QDateTime::fromMSecsSinceEpoch(modifiedMs, Qt::UTC), QFileDevice::FileModificationTime);
        ++m_summary.files;
        m_summary.bytes += bytes.size();
        return {};
    }

    QString m_projects;
    SampleOptions m_options;
    QDateTime m_end;
    SampleSummary m_summary;
    std::set<QString> m_folders;
    std::map<std::string, SampleSession> m_told;
};

} // namespace

QString encodedProjectFolder(const QString &cwd)
{
    QString folder = cwd;
    for (QChar &unit : folder) {
        const char16_t code = unit.unicode();
        const bool plain =
            (code >= u'A' && code <= u'Z') || (code >= u'a' && code <= u'z') || (code >= u'0' && code <= u'9');
        if (!plain)
            unit = u'-';
    }
    return folder;
}

Result<SampleSummary> writeSampleHistory(const QString &claudeDir, const SampleOptions &options)
{
    return HistoryWriter(claudeDir, options).write();
}

} // namespace assay
