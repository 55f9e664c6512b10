// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/appoptions.h"

#include "app/assaylink.h"
#include "models/data/store/datadir.h"

#include <algorithm>

#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

void describe(QCommandLineParser &parser)
{
    parser.addPositionalArgument(
        u"link"_s, u"Open assay://session/ID, assay://session/ID#EVENT or assay://candidate/KEY."_s, u"[LINK]"_s);
    parser.addOptions({{u"data-dir"_s, u"Where Assay keeps everything it writes."_s, u"DIR"_s},
                       {u"workspace"_s, u"One isolated database (default: default)."_s, u"NAME"_s},
                       {u"claude-dir"_s, u"Claude Code's folder (default: ~/.claude)."_s, u"DIR"_s},
                       {u"session"_s, u"Open this session, at this event."_s, u"ID[#EVENT]"_s},
                       {u"candidate"_s, u"Open this candidate."_s, u"KEY"_s},
                       {u"page"_s, u"Show this page: sessions, now, search, skills, health or welcome."_s, u"NAME"_s},
                       {u"headless"_s, u"Show no window: import, print a summary, write a picture, end."_s},
                       {u"screenshot"_s, u"Write a picture of the window to this file."_s, u"FILE"_s},
                       {u"help"_s, u"This text."_s},
                       {u"version"_s, u"The version of this program."_s}});
}

QString firstOf(const QString &option, const char *variable, const QString &fallback)
{
    if (!option.isEmpty())
        return option;
    const QString value = qEnvironmentVariable(variable);
    return value.isEmpty() ? fallback : value;
}

const QStringList pages = {u"sessions"_s, u"now"_s, u"search"_s, u"skills"_s, u"health"_s, u"welcome"_s};

tl::expected<void, QString> takeSession(AppOptions &options, const QString &session)
{
    const qsizetype hash = session.indexOf(u'#');
    options.session = session.left(hash);
    if (hash < 0)
        return {};
    bool ok = false;
    options.eventId = session.mid(hash + 1).toLongLong(&ok);
    if (!ok || options.eventId < 1)
        return tl::unexpected(u"--session takes ID or ID#EVENT, not \"%1\"."_s.arg(session));
    return {};
}

} // namespace

tl::expected<AppOptions, QString> parseAppOptions(const QStringList &words)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(words))
        return tl::unexpected(parser.errorText() + u" See assay --help."_s);
    const QStringList links = parser.positionalArguments();
    if (links.size() > 1)
        return tl::unexpected(u"\"%1\" is too much. See assay --help."_s.arg(links.at(1)));

    AppOptions options;
    options.help = parser.isSet(u"help"_s);
    options.version = parser.isSet(u"version"_s);
    options.headless = parser.isSet(u"headless"_s);
    options.dataDir = parser.value(u"data-dir"_s);
    options.workspaceNamed = parser.isSet(u"workspace"_s) || !qEnvironmentVariableIsEmpty("ASSAY_WORKSPACE_ID");
    options.workspace = firstOf(parser.value(u"workspace"_s), "ASSAY_WORKSPACE_ID", u"default"_s);
    const QString home = homeFolder();
    const QString claude =
        firstOf(parser.value(u"claude-dir"_s), "CLAUDE_CONFIG_DIR", home.isEmpty() ? QString() : home + u"/.claude"_s);
    if (claude.isEmpty()) {
        return tl::unexpected(u"HOME is not set, so nobody says where transcripts are. Nothing was changed. Set it, or "
                              "name their folder with --claude-dir."_s);
    }
    options.claudeDir = QDir::cleanPath(QFileInfo(claude).absoluteFilePath());
    if (const QString file = parser.value(u"screenshot"_s); !file.isEmpty())
        options.screenshot = QFileInfo(file).absoluteFilePath();
    options.candidate = parser.value(u"candidate"_s);
    options.page = parser.value(u"page"_s);
    if (!options.page.isEmpty() && !pages.contains(options.page))
        return tl::unexpected(u"--page takes one of %1, not \"%2\"."_s.arg(pages.join(u", "_s), options.page));
    if (auto named = takeSession(options, parser.value(u"session"_s)); !named)
        return tl::unexpected(named.error());
    if (!links.isEmpty()) {
        const auto link = parseAssayLink(links.first());
        if (!link)
            return tl::unexpected(link.error());
        options.session = link->session;
        options.eventId = link->eventId;
        options.candidate = link->candidate;
    }
    return options;
}

QString appHelp()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Inspects the sessions of coding agents and certifies what is worth keeping."_s);
    describe(parser);
    // The parser names the program by how it was called, and does not know it before there is an application.
    const QString text = parser.helpText();
    return u"Usage: assay"_s + text.mid(std::max(qsizetype{0}, text.indexOf(" [options]"_L1)));
}

} // namespace assay
