// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/gate/gatewish.h"

#include "agent/gate/gatefile.h"
#include "agent/gate/jsonscanner.h"

#include <string.h>

namespace assay {

namespace {

struct WishMembers {
    GateWish wish;
    bool collectIsNoTruthValue = false;
};

// Of members of one name the last counts, as everywhere in JSON.
void takeMember(void *context, const JsonMember &member)
{
    WishMembers &members = *static_cast<WishMembers *>(context);
    GateWish &wish = members.wish;
    if (strcmp(member.key, "collect") == 0) {
        wish.collect = member.kind != JsonKind::False;
        wish.collectIsSaid = member.kind == JsonKind::True;
        members.collectIsNoTruthValue = member.kind != JsonKind::False && member.kind != JsonKind::True;
    } else if (strcmp(member.key, "workspace") == 0) {
        wish.workspace[0] = '\0';
        if (member.kind == JsonKind::String && strlen(member.text) == member.size && isWorkspaceName(member.text))
            memcpy(wish.workspace, member.text, member.size + 1);
    }
}

GateWish closed(GateReason reason, bool foreign)
{
    GateWish wish;
    wish.present = true;
    wish.collect = false;
    wish.reason = reason;
    wish.foreign = foreign;
    return wish;
}

} // namespace

GateWish readGateWish(int folderFd, const char *name, GateReason saidNo)
{
    char bytes[gateFileCapacity];
    const GateFile file = readGateFile(folderFd, name, bytes, sizeof bytes);
    if (file.state == GateFileState::Absent)
        return {};
    if (file.state != GateFileState::Read) {
        return closed(file.state == GateFileState::TooLarge ? GateReason::FileTooLarge : GateReason::FileUnreadable,
                      file.foreign);
    }
    WishMembers members;
    JsonScanner scanner(takeMember, &members);
    scanner.feed(bytes, file.size);
    if (!scanner.isComplete() || members.collectIsNoTruthValue)
        return closed(GateReason::FileNotUnderstood, file.foreign);
    GateWish wish = members.wish;
    wish.present = true;
    wish.foreign = file.foreign;
    wish.reason = wish.collect ? GateReason::Open : saidNo;
    return wish;
}

} // namespace assay
