// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Candidates as a miner would find them, for tests of what becomes of them: no sessions are needed.

#include <QtTest>

#include "agent/facts/factcorpusbuilder.h"
#include "agent/store/candidatewriter.h"
#include "models/data/query/candidatequery.h"
#include "tests/support/teststore.h"

namespace assay {

class MinedSample {
public:
    static constexpr qint64 day = 86'400'000;
    static constexpr qint64 today = 20'000 * day;

    MinedSample()
    {
        m_project = m_store.addProject(QStringLiteral("github.com/example/shop"));
        TestStore::Session session;
        session.project = m_project;
        m_session = m_store.addSession(session);
        TestStore::Event event;
        event.session = m_session;
        event.kind = EventKind::Prompt;
        event.text = QStringLiteral("please do as always");
        m_event = m_store.addEvent(event);
        FactCorpusBuilder builder;
        builder.beginSession({m_session, "u", "u", m_project, "github.com/example/shop", "/home/dev/shop", 1000});
        builder.beginEpisode({0, 1}, {}, {});
        m_corpus = builder.finish();
    }

    [[nodiscard]] MinedCandidate candidate(const std::string &name, std::uint32_t lineages = 5) const
    {
        MinedCandidate made;
        made.key = "c-" + name;
        made.canon = "ritual: " + name + "-first → " + name + "-second";
        made.detector = Detector::Ritual;
        made.form = CandidateForm::Skill;
        made.name = name;
        made.sentence = "Do " + name;
        made.description = "How to " + name;
        made.strengthText = "said " + name;
        made.strength.lineages = lineages;
        made.strength.days = lineages;
        made.text = "---\nname: " + name + "\n---\n";
        MinedClaim claim;
        claim.section = "step";
        claim.command = name + "-run";
        claim.text = claim.command;
        claim.witnesses.push_back({m_event, "ask", Trust::Typed});
        made.claims.push_back(claim);
        return made;
    }

    CandidateCounts mine(const std::vector<MinedCandidate> &found, qint64 now = today, CardLimits limits = {})
    {
        MiningResult result;
        result.candidates = found;
        const auto counts =
            CandidateWriter(m_store.db(), now, limits).store(ProjectView(m_corpus, 0), result, QStringLiteral("f"));
        if (!counts)
            qFatal("%s", qPrintable(counts.error().what));
        return *counts;
    }

    [[nodiscard]] CandidateRow row(const QString &key)
    {
        return readCandidate(m_store.db(), key).value_or(CandidateRow());
    }
    [[nodiscard]] QString state(const QString &key) { return row(key).state; }
    [[nodiscard]] TestStore &store() { return m_store; }
    [[nodiscard]] qint64 session() const { return m_session; }
    [[nodiscard]] qint64 project() const { return m_project; }

private:
    TestStore m_store;
    FactCorpus m_corpus;
    qint64 m_project = 0;
    qint64 m_session = 0;
    qint64 m_event = 0;
};

} // namespace assay
