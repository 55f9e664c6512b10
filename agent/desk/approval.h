// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// An approval: exactly the bytes of a stored revision go into a file that is exactly what was shown, or nothing does.
// The store says first what is to be written and afterwards that it was; after a crash whatever the disk shows is what
// the store says, too. Writer's connection, to plan a reader's; blocks.

#include "agent/desk/gitpath.h"
#include "agent/desk/skillwriter.h"
#include "models/data/error.h"
#include "models/data/query/candidatequery.h"
#include "models/data/skill/skilllint.h"

#include <QByteArray>
#include <QStringList>

#include <functional>

namespace assay {

class Database;
struct FileChange;

struct ApprovalAsk {
    QString candidate;       // key, or its beginning
    QString form = {};       // skill, rule, hook, permission; empty = the candidate's
    QString scope = {};      // project, personal; empty = the candidate's
    bool ownFile = false;    // a rule: .claude/rules/NAME.md instead of CLAUDE.md
    bool looksAtGit = false; // costs two runs of git
    QString text = {};       // as if this were the draft; empty = the draft
};

// What approving would do now.
struct ApprovalPlan {
    CandidateRow row;
    QString form;
    SkillPlace place;
    QString name;
    QByteArray revision;
    FileBytes before;
    QByteArray after;
    FileBytes base;   // as the desk wrote it last; nullopt = it never did
    QStringList lost; // lines written by others that would go
    QList<LintFinding> findings;
    QStringList toTick; // flags: of the candidate, of the lint, "shadowed", "hides another"
    QString shadow;     // a sentence; empty = no skill of that name in the other scope
    GitPath git;

    [[nodiscard]] bool changesNothing() const { return before == FileBytes(after); }
};

struct ApprovalWish {
    ApprovalAsk what;
    int rev = 0;
    QString sha256;       // of the revision that was shown
    QString path;         // of the file that was shown; empty = wherever it belongs now
    QString targetSha256; // of that file; empty = there was none
    QStringList ticked;
    QStringList givenUp; // lines of others that may go
    bool addsToGit = false;
    QString actor;
};

struct ApprovalDone {
    QString path;
    QString sha256; // of the file
    QString state;  // of the candidate
    qint64 change = 0;
    QString git;    // the file's state there, when it was to be added: "staged"
    QString remark; // what went wrong after the file was in place; empty = nothing
};

class Approval {
public:
    // claudeDir: ~/.claude; empty = nobody says where it is.
    Approval(Database &db, QString claudeDir, qint64 nowMs)
        : m_db(db)
        , m_claudeDir(std::move(claudeDir))
        , m_now(nowMs)
    {
    }

    [[nodiscard]] Result<ApprovalPlan> plan(const ApprovalAsk &ask);
    [[nodiscard]] Result<ApprovalDone> approve(const ApprovalWish &wish);
    // Puts back what stood there before the last approval, while the file is what was written; without an approval
    // that wrote a file, nothing. The candidate's state is the caller's: `alongside` is done in the transaction that
    // says what became of the file. The path, or empty.
    using Alongside = std::function<Result<>()>;
    [[nodiscard]] Result<QString> undo(qint64 candidate, const QString &actor, const Alongside &alongside = {});
    // Another version of a file that the desk wrote: the one before, or the one of that change. Its path.
    [[nodiscard]] Result<QString> revert(const SkillPlace &place, const QString &name, qint64 toChange,
                                         const QString &actor);
    // A project's skill for all projects: the personal folder gets the same bytes, then the project's is archived, so
    // that nothing is lost on the way. What the check says of it must be ticked.
    [[nodiscard]] Result<QString> promote(const SkillPlace &from, const QString &name, const QStringList &ticked,
                                          const QString &actor);
    // Takes a promotion back while the personal file is what it wrote. The path of the project's.
    [[nodiscard]] Result<QString> demote(const SkillPlace &personal, const QString &actor);
    // After a crash: every change that was begun is finished or given up, by what the disk shows.
    [[nodiscard]] Result<int> settle();

private:
    [[nodiscard]] Result<SkillPlace> placeOf(const ApprovalPlan &plan, const ApprovalAsk &ask);
    [[nodiscard]] Result<QString> rootOf(const CandidateRow &row, PlaceScope scope);
    [[nodiscard]] Result<QByteArray> contentOf(const ApprovalPlan &plan, bool ownFile) const;
    void weigh(ApprovalPlan &plan) const;
    [[nodiscard]] QString shadowOf(const ApprovalPlan &plan, QStringList &flags);
    [[nodiscard]] Result<> mayWrite(const ApprovalPlan &plan, const ApprovalWish &wish) const;
    [[nodiscard]] Result<QString> decide(const FileChange &change);
    [[nodiscard]] Result<> carryOut(FileChange change, const Alongside &alongside = {});

    Database &m_db;
    QString m_claudeDir;
    qint64 m_now;
};

} // namespace assay
