// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/install/mcpentry.h"

#include "agent/install/installplaces.h"
#include "agent/install/installrecord.h"
#include "agent/install/jsoncedit.h"
#include "agent/install/jsonctree.h"

#include <QFileInfo>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

constexpr auto serversKey = "mcpServers";
constexpr auto ownKey = "assay";

// The file as a tree, as far as it may be edited.
Result<std::optional<JsoncNode>> readServers(const QByteArray &bytes)
{
    auto root = parseJsonc(bytes);
    if (!root || !*root)
        return root;
    const JsoncNode *servers = (*root)->member(serversKey);
    const bool odd = (*root)->kind != JsoncNode::Kind::Object || (*root)->countOf(serversKey) > 1 ||
                     (servers != nullptr && servers->kind != JsoncNode::Kind::Object);
    if (odd)
        return fail(Error::Code::Failed, u"\"mcpServers\" is not written as one object"_s);
    return root;
}

const JsoncNode *serversOf(const std::optional<JsoncNode> &root)
{
    return root ? root->member(serversKey) : nullptr;
}

bool isOwn(const QByteArray &bytes, const JsoncNode &entry)
{
    const JsoncNode *command = entry.member("command");
    return command != nullptr && command->kind == JsoncNode::Kind::String &&
           QFileInfo(QString::fromUtf8(jsoncText(bytes, *command))).fileName() == "assay-agent"_L1;
}

ordered_json entryOf(const QStringList &words)
{
    ordered_json arguments = ordered_json::array();
    for (const QString &word : words.mid(1))
        arguments.push_back(word.toStdString());
    return {{"type", "stdio"}, {"command", words.first().toStdString()}, {"args", arguments}};
}

QByteArray without(const QByteArray &bytes, const std::optional<JsoncNode> &root, const JsoncNode &servers,
                   const JsoncNode &own)
{
    if (servers.children.size() > 1)
        return withoutElement(bytes, servers, &own - servers.children.data());
    return withoutElement(bytes, *root, &servers - root->children.data());
}

// Where a client of this folder may look, the one in the folder first.
QStringList mcpFiles(const InstallPlaces &places)
{
    QStringList files{places.claudeDir + u"/.claude.json"_s};
    if (places.claudeDir == places.home + u"/.claude"_s)
        files.append(places.home + u"/.claude.json"_s);
    return files;
}

Error inFile(const Error &error, const QString &path)
{
    return {error.code, u"The MCP server was not registered, because %1: %2."_s.arg(path, error.what), path};
}

} // namespace

QString mcpFile(const InstallPlaces &places)
{
    // A client that was told its folder keeps the file in it, also where it is the usual one.
    const QStringList files = mcpFiles(places);
    const bool told = qEnvironmentVariableIsSet("CLAUDE_CONFIG_DIR") || QFileInfo::exists(files.first());
    return files.size() == 1 || told ? files.first() : files.last();
}

Result<QByteArray> withMcpServer(const QByteArray &bytes, const QStringList &words)
{
    const auto root = readServers(bytes);
    if (!root)
        return tl::unexpected(root.error());
    const ordered_json entry = entryOf(words);
    if (!*root)
        return withDocument(bytes, ordered_json{{serversKey, {{ownKey, entry}}}});
    const JsoncNode *servers = serversOf(*root);
    if (servers == nullptr)
        return withElement(bytes, **root, **root, serversKey, ordered_json{{ownKey, entry}});
    const JsoncNode *own = servers->member(ownKey);
    if (own == nullptr)
        return withElement(bytes, **root, *servers, ownKey, entry);
    if (!isOwn(bytes, *own))
        return fail(Error::Code::Failed, u"another MCP server there is named \"assay\""_s);
    const QByteArray text = bytes.mid(own->begin, own->end - own->begin);
    const auto present = ordered_json::parse(text.begin(), text.end(), nullptr, false, true);
    if (present == entry)
        return bytes;
    const QByteArray gone = without(bytes, *root, *servers, *own);
    return withMcpServer(gone, words);
}

Result<QByteArray> withoutMcpServer(const QByteArray &bytes, const QByteArray &emptyObject)
{
    const auto root = readServers(bytes);
    if (!root)
        return tl::unexpected(root.error());
    const JsoncNode *servers = serversOf(*root);
    const JsoncNode *own = servers == nullptr ? nullptr : servers->member(ownKey);
    if (own == nullptr || !isOwn(bytes, *own))
        return bytes;
    if (servers->children.size() == 1 && !emptyObject.isEmpty())
        return QByteArray(bytes).replace(servers->begin, servers->end - servers->begin, emptyObject);
    return without(bytes, *root, *servers, *own);
}

Result<std::optional<InstallStep>> mcpEntryStep(const InstallPlaces &places, InstallRecord &record)
{
    const auto file = readGuarded(mcpFile(places));
    if (!file)
        return tl::unexpected(file.error());
    const QByteArray before = file->bytes.value_or(QByteArray());
    const QStringList words =
        QStringList{places.stableFolder() + u"/assay-agent"_s} + places.agentWords + QStringList{u"mcp"_s};
    const auto after = withMcpServer(before, words);
    if (!after)
        return tl::unexpected(inFile(after.error(), file->path));
    if (*after == before)
        return std::nullopt;
    const auto root = parseJsonc(before);
    const JsoncNode *servers = root ? serversOf(*root) : nullptr;
    const bool wasEmpty = servers != nullptr && servers->children.empty();
    record.noteServers({file->path, file->bytes.has_value(),
                        wasEmpty ? before.mid(servers->begin, servers->end - servers->begin) : QByteArray()});
    return InstallStep{
        .act = InstallStep::Act::WriteFile, .kind = u"mcp"_s, .path = file->path, .file = *file, .after = *after};
}

void addMcpRemoval(InstallPlan &plan, const InstallPlaces &places, InstallRecord &record)
{
    for (const QString &path : mcpFiles(places)) {
        const auto file = readGuarded(path);
        const QString place = file ? file->path : path;
        const ServersFile *const found = record.findServers(place);
        const std::optional<ServersFile> noted = found != nullptr ? std::optional(*found) : std::nullopt;
        record.servers.removeIf([&](const ServersFile &each) { return each.path == place; });
        if (file && !file->bytes)
            continue;
        const auto after = file ? withoutMcpServer(*file->bytes, noted ? noted->object : QByteArray())
                                : Result<QByteArray>(tl::unexpected(file.error()));
        if (!after) {
            if (noted || (file && file->bytes->contains("assay-agent")))
                plan.remarks += u"The MCP server \"assay\" was not taken out of %1, because that cannot be read: %2. "
                                u"Take the entry out by hand."_s.arg(place, after.error().what);
            continue;
        }
        if (*after == *file->bytes)
            continue;
        const auto left = parseJsonc(*after);
        const bool empty = left && (!*left || (*left)->children.empty());
        const bool goes = empty && (!noted || !noted->wasThere);
        plan.steps.append({.act = goes ? InstallStep::Act::RemoveFile : InstallStep::Act::WriteFile,
                           .kind = u"mcp"_s,
                           .path = place,
                           .file = *file,
                           .after = *after});
    }
}

} // namespace assay
