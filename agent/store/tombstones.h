// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What was rejected in a project, and whether the miner may bring it up again. Writer's connection.

#include "agent/mine/minedcandidate.h"
#include "models/data/error.h"

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>

namespace assay {

class Database;

class Tombstones {
public:
    [[nodiscard]] static Result<Tombstones> read(Database &db, qint64 project);

    // How the rejected candidate stands in its row; empty when there is none.
    struct Rejected {
        QString description;
        QString form;
    };
    enum class Answer {
        Free,    // nobody rejected it, or anything like it
        Away,    // it stays away
        MayCome, // it was rejected, and its reason allows it to come back now
    };
    //   not yet convincing   with twice the lineages, three more at least, on two more days
    //   too broad            when its words are others
    //   other form           when its form is another
    // and no other reason. What is nearly the same as something rejected stays away with it.
    [[nodiscard]] Answer ask(const MinedCandidate &candidate, const QByteArray &sign, const Rejected &was) const;

    // Lineages that a candidate of the detector needs beyond what it needs anyhow: one for each that was a one-off
    // here.
    [[nodiscard]] int floorOf(Detector detector) const;
    // Keys of what was private: nothing of them is stored any more.
    [[nodiscard]] bool isPrivate(const QString &key) const;

private:
    struct Stone {
        QString key;
        QString reason;
        qint64 lineages = 0;
        qint64 days = 0;
        QString detector;
        QByteArray sign;
    };
    [[nodiscard]] static bool isConvincingNow(const Stone &stone, const Strength &now);

    QList<Stone> m_stones;
};

} // namespace assay
