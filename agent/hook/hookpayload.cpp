// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/hook/hookpayload.h"

#include <string.h>

namespace assay {

namespace {

enum class FieldShape : uint8_t { Word, Scalar };

struct KnownField {
    const char *key;
    FieldShape shape;
};

// None of them carries what a person or a model wrote: a value that is no single word is not kept.
constexpr KnownField knownFields[] = {
    {"prompt_id", FieldShape::Word},
    {"permission_mode", FieldShape::Word},
    {"agent_id", FieldShape::Word},
    {"agent_type", FieldShape::Word},
    {"source", FieldShape::Word},
    {"reason", FieldShape::Word},
    {"trigger", FieldShape::Word},
    {"model", FieldShape::Word},
    {"tool_name", FieldShape::Word},
    {"tool_use_id", FieldShape::Word},
    {"notification_type", FieldShape::Word},
    {"expansion_type", FieldShape::Word},
    {"command_name", FieldShape::Word},
    {"command_source", FieldShape::Word},
    {"turn_id", FieldShape::Word},
    {"message_id", FieldShape::Word},
    {"task_id", FieldShape::Word},
    {"memory_type", FieldShape::Word},
    {"load_reason", FieldShape::Word},
    {"from_model", FieldShape::Word},
    {"to_model", FieldShape::Word},
    {"duration_ms", FieldShape::Scalar},
    {"is_interrupt", FieldShape::Scalar},
    {"stop_hook_active", FieldShape::Scalar},
    {"index", FieldShape::Scalar},
    {"final", FieldShape::Scalar},
    {"context_tokens", FieldShape::Scalar},
};

// Printable ASCII without spaces, as identifiers and names of the client are.
bool isWord(const char *text, size_t size)
{
    if (size == 0 || size > spool::wordLimit)
        return false;
    for (size_t at = 0; at < size; ++at) {
        if (text[at] <= ' ' || text[at] > '~' || text[at] == '"' || text[at] == '\\')
            return false;
    }
    return true;
}

bool isPath(const JsonMember &member)
{
    return member.kind == JsonKind::String && member.text[0] == '/' && member.size < PATH_MAX &&
           memchr(member.text, '\0', member.size) == nullptr;
}

// The literal of a number or truth value; null for anything else.
const char *scalarText(const JsonMember &member)
{
    switch (member.kind) {
    case JsonKind::Number:
        return member.whole && member.size <= spool::wordLimit ? member.text : nullptr;
    case JsonKind::True:
        return "true";
    case JsonKind::False:
        return "false";
    default:
        return nullptr;
    }
}

} // namespace

HookPayload::HookPayload()
    : m_scanner(takeMember, this)
{
    static_assert(sizeof knownFields / sizeof knownFields[0] == fieldCount);
}

void HookPayload::takeMember(void *context, const JsonMember &member)
{
    static_cast<HookPayload *>(context)->take(member);
}

// Of members of one name the last counts, as for the client's own parser.
void HookPayload::take(const JsonMember &member)
{
    if (!takeIdentity(member) && !takeField(member))
        takeSize(member);
}

bool HookPayload::takeIdentity(const JsonMember &member)
{
    const bool isText = member.kind == JsonKind::String && member.whole;
    char *const words[] = {m_event, m_sessionId};
    static constexpr const char *wordKeys[] = {"hook_event_name", "session_id"};
    for (size_t at = 0; at < 2; ++at) {
        if (strcmp(member.key, wordKeys[at]) != 0)
            continue;
        const bool fits = isText && member.size <= spool::wordLimit && !memchr(member.text, '\0', member.size);
        words[at][0] = '\0';
        if (fits)
            memcpy(words[at], member.text, member.size + 1);
        return fits;
    }
    char *const paths[] = {m_cwd, m_transcriptPath, m_agentTranscriptPath};
    static constexpr const char *pathKeys[] = {"cwd", "transcript_path", "agent_transcript_path"};
    for (size_t at = 0; at < 3; ++at) {
        if (strcmp(member.key, pathKeys[at]) != 0)
            continue;
        paths[at][0] = '\0';
        if (isPath(member))
            memcpy(paths[at], member.text, member.size + 1);
        return isPath(member);
    }
    return false;
}

bool HookPayload::takeField(const JsonMember &member)
{
    for (size_t at = 0; at < fieldCount; ++at) {
        if (strcmp(member.key, knownFields[at].key) != 0)
            continue;
        KeptField &field = m_fields[at];
        const char *text = scalarText(member);
        if (knownFields[at].shape == FieldShape::Word) {
            const bool fits = member.kind == JsonKind::String && isWord(member.text, member.size);
            text = fits ? member.text : nullptr;
        }
        field.present = text != nullptr;
        if (field.present)
            memcpy(field.text, text, strlen(text) + 1);
        return field.present;
    }
    return false;
}

void HookPayload::takeSize(const JsonMember &member)
{
    const size_t size = strlen(member.key);
    if (!isWord(member.key, size))
        return;
    size_t at = 0;
    while (at < m_sizesUsed && strcmp(m_sizes[at].key, member.key) != 0)
        ++at;
    if (at == sizeCount)
        return;
    memcpy(m_sizes[at].key, member.key, size + 1);
    m_sizes[at].bytes = member.rawBytes;
    if (at == m_sizesUsed)
        ++m_sizesUsed;
}

void HookPayload::describe(HeaderLine *header) const
{
    header->beginObject(spool::key::fields);
    for (size_t at = 0; at < fieldCount; ++at) {
        if (!m_fields[at].present)
            continue;
        if (knownFields[at].shape == FieldShape::Word)
            header->text(knownFields[at].key, m_fields[at].text);
        else
            header->literal(knownFields[at].key, m_fields[at].text);
    }
    if (m_agentTranscriptPath[0] != '\0')
        header->text("agent_transcript_path", m_agentTranscriptPath);
    header->endObject();
    header->beginObject(spool::key::sizes);
    for (size_t at = 0; at < m_sizesUsed; ++at)
        header->number(m_sizes[at].key, static_cast<int64_t>(m_sizes[at].bytes));
    header->endObject();
}

} // namespace assay
