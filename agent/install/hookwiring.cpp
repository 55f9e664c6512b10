// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/hookwiring.h"

#include "agent/install/jsoncedit.h"
#include "agent/install/jsonctree.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include <nlohmann/json.hpp>

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

// The hook ends itself after 50 ms. A named timeout also lifts SessionEnd above its 1.5 s for all hooks together.
constexpr int timeoutSeconds = 5;
constexpr int mostEdits = 1000;

using Kind = JsoncNode::Kind;

bool isOfKind(const JsoncNode *node, Kind kind)
{
    return node != nullptr && node->kind == kind;
}

Error mistake(const QByteArray &bytes, qsizetype at, const QString &what)
{
    return {Error::Code::Failed, placeInText(bytes, at) + u": "_s + what, {}};
}

// One of our entries: hooks.<event>[group].hooks[entry].
struct OwnEntry {
    const JsoncNode *event;
    qsizetype group;
    qsizetype entry;
    const JsoncNode *command;
};

// A settings text with its tree, checked as far as we go.
struct ReadSettings {
    QByteArray bytes;
    std::optional<JsoncNode> root;
    [[nodiscard]] const JsoncNode *hooks() const { return root ? root->member("hooks") : nullptr; }
};

Result<> checkHooks(const ReadSettings &settings)
{
    const QByteArray &bytes = settings.bytes;
    const JsoncNode *hooks = settings.hooks();
    if (settings.root->kind != Kind::Object)
        return tl::unexpected(mistake(bytes, settings.root->begin, u"settings are an object, in braces"_s));
    if (settings.root->countOf("hooks") > 1)
        return tl::unexpected(mistake(bytes, hooks->keyBegin,
                                      u"\"hooks\" stands a second time here; the client takes this one only. Join the "
                                      "two by hand"_s));
    if (hooks == nullptr)
        return {};
    if (hooks->kind != Kind::Object)
        return tl::unexpected(mistake(bytes, hooks->begin, u"\"hooks\" is no object in braces"_s));
    for (const JsoncNode &event : hooks->children) {
        if (event.kind != Kind::Array)
            return tl::unexpected(mistake(bytes, event.begin, u"the hooks of an event are no list in brackets"_s));
        if (hooks->countOf(event.key) > 1)
            return tl::unexpected(
                mistake(bytes, event.keyBegin,
                        u"\"%1\" stands twice in \"hooks\". Join the two by hand"_s.arg(QString::fromUtf8(event.key))));
    }
    return {};
}

Result<ReadSettings> readSettings(const QByteArray &bytes)
{
    auto root = parseJsonc(bytes);
    if (!root)
        return tl::unexpected(root.error());
    ReadSettings settings{bytes, std::move(*root)};
    if (!settings.root)
        return settings;
    if (const auto checked = checkHooks(settings); !checked)
        return tl::unexpected(checked.error());
    return settings;
}

bool isOwn(const QByteArray &command)
{
    return QFileInfo(programOf(command)).fileName() == "assay-hook"_L1;
}

QList<OwnEntry> ownEntries(const ReadSettings &settings)
{
    QList<OwnEntry> found;
    const JsoncNode *hooks = settings.hooks();
    if (hooks == nullptr)
        return found;
    for (const JsoncNode &event : hooks->children) {
        for (qsizetype group = 0; group < qsizetype(event.children.size()); ++group) {
            const JsoncNode *entries = event.children[size_t(group)].member("hooks");
            if (!isOfKind(entries, Kind::Array))
                continue;
            for (qsizetype entry = 0; entry < qsizetype(entries->children.size()); ++entry) {
                const JsoncNode *command = entries->children[size_t(entry)].member("command");
                if (isOfKind(command, Kind::String) && isOwn(jsoncText(settings.bytes, *command)))
                    found.append({&event, group, entry, command});
            }
        }
    }
    return found;
}

qsizetype indexIn(const JsoncNode &container, const JsoncNode *child)
{
    return child - container.children.data();
}

// Without the entry, and without what would be left empty around it.
QByteArray withoutEntry(const ReadSettings &settings, const OwnEntry &own)
{
    const JsoncNode *hooks = settings.hooks();
    const JsoncNode &group = own.event->children[size_t(own.group)];
    const JsoncNode *entries = group.member("hooks");
    if (entries->children.size() > 1)
        return withoutElement(settings.bytes, *entries, own.entry);
    if (own.event->children.size() > 1)
        return withoutElement(settings.bytes, *own.event, own.group);
    if (hooks->children.size() > 1)
        return withoutElement(settings.bytes, *hooks, indexIn(*hooks, own.event));
    return withoutElement(settings.bytes, *settings.root, indexIn(*settings.root, hooks));
}

ordered_json groupFor(const QByteArray &command)
{
    return {{"hooks", {{{"type", "command"}, {"command", command.toStdString()}, {"timeout", timeoutSeconds}}}}};
}

QByteArray withEvent(const ReadSettings &settings, const QString &event, const QByteArray &command)
{
    const QByteArray name = event.toUtf8();
    const ordered_json groups = ordered_json::array({groupFor(command)});
    const ordered_json hooks = {{name.toStdString(), groups}};
    if (!settings.root)
        return withDocument(settings.bytes, ordered_json{{"hooks", hooks}});
    const JsoncNode *present = settings.hooks();
    if (present == nullptr)
        return withElement(settings.bytes, *settings.root, *settings.root, "hooks", hooks);
    if (const JsoncNode *list = present->member(name))
        return withElement(settings.bytes, *settings.root, *list, {}, groupFor(command));
    return withElement(settings.bytes, *settings.root, *present, name, groups);
}

// The next single change on the way to what is wanted; nullopt = there already.
std::optional<QByteArray> nextEdit(const ReadSettings &settings, const QStringList &events, const QByteArray &command)
{
    QStringList met;
    for (const OwnEntry &own : ownEntries(settings)) {
        const QString event = QString::fromUtf8(own.event->key);
        if (!events.contains(event) || met.contains(event))
            return withoutEntry(settings, own);
        met.append(event);
        if (jsoncText(settings.bytes, *own.command) != command) {
            QByteArray out = settings.bytes;
            const std::string text =
                ordered_json(command.toStdString()).dump(-1, ' ', false, ordered_json::error_handler_t::replace);
            return out.replace(own.command->begin, own.command->end - own.command->begin,
                               QByteArray::fromStdString(text));
        }
    }
    for (const QString &event : events) {
        if (!met.contains(event))
            return withEvent(settings, event, command);
    }
    return std::nullopt;
}

QByteArray shellWord(QByteArray word)
{
    constexpr std::string_view harmless = "_./:=@%+,-";
    const bool plain = !word.isEmpty() && std::all_of(word.begin(), word.end(), [&harmless](char c) {
        return (static_cast<unsigned char>(c) < 0x80 && isalnum(static_cast<unsigned char>(c)) != 0) ||
               harmless.find(c) != std::string_view::npos;
    });
    return plain ? word : '\'' + word.replace('\'', "'\\''") + '\'';
}

// With its quotes resolved; `at` moves behind it. Empty at the end.
QByteArray nextShellWord(const QByteArray &command, qsizetype &at)
{
    QByteArray word;
    char quote = '\0';
    for (; at < command.size(); ++at) {
        const char c = command[at];
        const bool space = quote == '\0' && (c == ' ' || c == '\t' || c == '\n');
        if (space && !word.isEmpty())
            break;
        if (c == '\\' && quote != '\'' && at + 1 < command.size())
            word += command[++at];
        else if (quote != '\0' && c == quote)
            quote = '\0';
        else if (quote == '\0' && (c == '\'' || c == '"'))
            quote = c;
        else if (!space)
            word += c;
    }
    return word;
}

} // namespace

QStringList eventsOfEveryClient()
{
    return {u"PreToolUse"_s, u"PostToolUse"_s, u"Notification"_s, u"UserPromptSubmit"_s, u"SessionStart"_s,
            u"SessionEnd"_s, u"Stop"_s,        u"SubagentStop"_s, u"PreCompact"_s};
}

QStringList eventsOfNewClients()
{
    return {u"PostToolUseFailure"_s, u"PostToolBatch"_s, u"PermissionRequest"_s, u"PermissionDenied"_s,
            u"SubagentStart"_s,      u"PostCompact"_s,   u"StopFailure"_s,       u"UserPromptExpansion"_s};
}

QByteArray shellCommand(const QStringList &words)
{
    QByteArrayList quoted;
    for (const QString &word : words)
        quoted.append(shellWord(QFile::encodeName(word)));
    return quoted.join(' ');
}

QByteArray hookCommand(const QString &program, const QString &dataDir)
{
    const QByteArray command = shellCommand({program});
    return dataDir.isEmpty() ? command : "ASSAY_DATA_DIR=" + shellWord(QFile::encodeName(dataDir)) + ' ' + command;
}

QString programOf(const QByteArray &command)
{
    static const QRegularExpression assignment(u"\\A[A-Za-z_][A-Za-z0-9_]*="_s);
    qsizetype at = 0;
    QString word;
    do {
        word = QFile::decodeName(nextShellWord(command, at));
    } while (assignment.match(word).hasMatch());
    return word;
}

Result<WiredHooks> readHooks(const QByteArray &settings)
{
    const auto read = readSettings(settings);
    if (!read)
        return tl::unexpected(read.error());
    WiredHooks wired;
    if (!read->root)
        return wired;
    wired.disableAll = isTrue(settings, read->root->member("disableAllHooks"));
    wired.managedOnly = isTrue(settings, read->root->member("allowManagedHooksOnly"));
    for (const OwnEntry &own : ownEntries(*read)) {
        const QString event = QString::fromUtf8(own.event->key);
        const QByteArray command = jsoncText(settings, *own.command);
        if (!wired.events.contains(event))
            wired.events.append(event);
        if (!wired.commands.contains(command))
            wired.commands.append(command);
    }
    return wired;
}

Result<QByteArray> withHooks(const QByteArray &settings, const QStringList &events, const QByteArray &command)
{
    QByteArray bytes = settings;
    for (int edits = 0; edits < mostEdits; ++edits) {
        const auto read = readSettings(bytes);
        if (!read)
            return tl::unexpected(read.error());
        auto next = nextEdit(*read, events, command);
        if (!next)
            return bytes;
        bytes = std::move(*next);
    }
    return fail(Error::Code::Failed, u"it holds more than a thousand entries of Assay. Remove them by hand"_s);
}

Result<QByteArray> withoutHooks(const QByteArray &settings)
{
    return withHooks(settings, {}, {});
}

} // namespace assay
