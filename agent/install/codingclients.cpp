// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/codingclients.h"

#include "agent/install/hookwiring.h"
#include "agent/install/shortrun.h"
#include "models/data/store/datadir.h"

#include <algorithm>

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int versionTimeoutMs = 5000;

// Older clients drop a settings file that names an event they do not know; from this one on they skip the event.
const QVersionNumber &firstThatSkips()
{
    static const QVersionNumber version(2, 1, 120);
    return version;
}

// The files of this name in a folder's folders: "<folder>/<pattern>/<rest>".
QStringList inFolders(const QString &folder, const QString &pattern, const QString &rest)
{
    QStringList found;
    const QDir dir(folder);
    for (const QString &each : dir.entryList({pattern}, QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        found.append(dir.filePath(each) + u'/' + rest);
    return found;
}

QStringList candidates()
{
    QStringList found;
    for (const QString &folder : qEnvironmentVariable("PATH").split(u':', Qt::SkipEmptyParts)) {
        if (QDir::isAbsolutePath(folder))
            found.append(folder + u"/claude"_s);
    }
    const QString home = homeFolder();
    if (home.isEmpty())
        return found;
    for (const char *place : {"/.local/bin/claude", "/.claude/local/claude", "/.npm-global/bin/claude",
                              "/.bun/bin/claude", "/.volta/bin/claude", "/bin/claude"})
        found.append(home + QLatin1StringView(place));
    found += inFolders(home + u"/.nvm/versions/node"_s, u"v*"_s, u"bin/claude"_s);
    for (const char *editor : {"/.vscode", "/.vscode-server", "/.cursor", "/.windsurf"})
        found += inFolders(home + QLatin1StringView(editor) + u"/extensions"_s, u"anthropic.claude-code-*"_s,
                           u"resources/native-binary/claude"_s);
    return found;
}

QVersionNumber versionOf(const QString &program, const std::atomic<bool> *cancel)
{
    static const QRegularExpression numbers(u"(\\d+\\.\\d+\\.\\d+)"_s);
    const ShortRun run = runShortly({program, u"--version"_s}, versionTimeoutMs, cancel);
    const auto match = numbers.match(QString::fromUtf8(run.out.left(200)));
    return run.succeeded() && match.hasMatch() ? QVersionNumber::fromString(match.captured(1)) : QVersionNumber();
}

} // namespace

QList<CodingClient> findClaudeClients(const std::atomic<bool> *cancel)
{
    QList<CodingClient> clients;
    QStringList seen;
    for (const QString &path : candidates()) {
        const QFileInfo program(path);
        const QString real = program.canonicalFilePath();
        if (real.isEmpty() || !program.isExecutable() || !program.isFile() || seen.contains(real))
            continue;
        seen.append(real);
        clients.append({path, versionOf(path, cancel)});
    }
    return clients;
}

QStringList eventsFor(const QList<CodingClient> &clients)
{
    const bool allSkip = std::all_of(clients.begin(), clients.end(), [](const CodingClient &client) {
        return !client.version.isNull() && client.version >= firstThatSkips();
    });
    return clients.isEmpty() || !allSkip ? eventsOfEveryClient() : eventsOfEveryClient() + eventsOfNewClients();
}

QString clientsInWords(const QList<CodingClient> &clients)
{
    QStringList words;
    for (const CodingClient &client : clients) {
        const QString version = client.version.isNull() ? u"of unknown version"_s : client.version.toString();
        words.append(u"%1 (%2)"_s.arg(version, client.path));
    }
    return words.join(u", "_s);
}

} // namespace assay
