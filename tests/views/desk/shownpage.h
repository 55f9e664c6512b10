// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The desk as it is shown, before a store of its own.

#include "../../desk/deskfixture.h"

#include <QListView>
#include <QPushButton>
#include <QTest>

#include <nlohmann/json.hpp>

#include "agent/store/candidatelife.h"
#include "agent/verb/deskjobs.h"
#include "models/items/queryrunner.h"
#include "views/desk/deskdoor.h"
#include "views/desk/deskpage.h"
#include "views/desk/deskqueue.h"
#include "views/desk/draftdiff.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

// The agent's own jobs, performed at once on the store of the fixture.
class OwnDoor final : public DeskDoor {
public:
    explicit OwnDoor(DeskFixture &desk)
        : m_desk(desk)
    {
    }
    void perform(const QString &job, const json &args, QObject *context, Answer answer) override
    {
        Q_UNUSED(context)
        jobs.append(job);
        if (holds)
            m_held.append([this, job, args, answer] { perform(job, args, answer); });
        else
            perform(job, args, answer);
    }
    // What was held is done and answered.
    void release()
    {
        holds = false;
        for (const auto &each : std::exchange(m_held, {}))
            each();
    }
    [[nodiscard]] QString claudeFolder() const override { return m_desk.personal(); }
    [[nodiscard]] QString draftsFolder() const override { return m_desk.store().folder() + u"/drafts"_s; }
    QStringList jobs;
    bool holds = false; // as long as the writer is busy

private:
    void perform(const QString &job, const json &args, const Answer &answer)
    {
        if (job == "candidate.snooze"_L1 || job == "candidate.reject"_L1) {
            answer(decide(job, args));
            return;
        }
        const auto done = performDeskJob(m_desk.db(), m_desk.personal(), job, args);
        if (done)
            answer(json(*done));
        else
            answer(tl::unexpected(done.error()));
    }
    Result<json> decide(const QString &job, const json &args)
    {
        const auto row = readCandidate(m_desk.db(), QString::fromStdString(args["candidate"].get<std::string>()));
        DeskAct act;
        act.candidate = row ? row->id : 0;
        act.verdict = job == "candidate.reject"_L1 ? Verdict::Reject : Verdict::Snooze;
        act.reason = QString::fromStdString(args.value("reason", std::string()));
        act.actor = u"window"_s;
        const auto move = CandidateLife(m_desk.db(), 1'000'000).decide(act);
        return move ? Result<json>(json::object()) : tl::unexpected(move.error());
    }
    DeskFixture &m_desk;
    QList<std::function<void()>> m_held;
};

struct Shown {
    explicit Shown(DeskFixture &desk)
        : door(desk)
        , runner(desk.store().file())
        , page(&runner)
    {
        page.setDoor(&door);
        page.resize(1440, 860);
        page.show();
        page.refresh();
    }
    [[nodiscard]] QPushButton *button(const QString &key) const
    {
        for (QPushButton *each : page.findChildren<QPushButton *>()) {
            if (each->text().startsWith(key + u"  "_s))
                return each;
        }
        return nullptr;
    }
    void press(Qt::Key key)
    {
        page.activateWindow(); // nobody else gives it back what a menu had
        QTRY_VERIFY(page.isActiveWindow());
        QTest::keyClick(page.queue()->candidates(), key);
    }
    OwnDoor door;
    QueryRunner runner;
    DeskPage page;
};

} // namespace assay
