// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// One candidate on one screen: what will change, who said so, how sure it is, the file as it would be, what would load
// it, what it costs, and what must be looked at before it may be approved. GUI thread.

#include <QPushButton>
#include <QScrollArea>

#include "models/data/query/candidatequery.h"
#include "models/data/query/triggerpreview.h"
#include "views/desk/shownplan.h"
#include "views/widgets/theme.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace assay {

class DraftDiff;
class EmptyState;
struct DeskEmpty;

// One event that tells for a candidate, on two lines: its number, what it is and when; and its words.
class EvidenceChip final : public QPushButton {
    Q_OBJECT

public:
    explicit EvidenceChip(QWidget *parent = nullptr);

    void tell(int number, const QString &what, const QString &words);
    [[nodiscard]] int number() const { return m_number; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_number = 0;
    QString m_what;
    QString m_words;
};

class CardView final : public QScrollArea {
    Q_OBJECT

public:
    explicit CardView(QWidget *parent = nullptr);

    void show(const CandidateRow &row, const QList<int> &telling, const QList<EvidenceRow> &evidence);
    void showPlan(const ShownPlan &plan);
    void showTriggers(const TriggerPreview &preview);
    // Instead of a candidate.
    void showEmpty(const DeskEmpty &empty);
    void showError(const QString &what);

    [[nodiscard]] DraftDiff *diff() const { return m_diff; }
    [[nodiscard]] QStringList ticked() const;
    [[nodiscard]] int unticked() const;
    void tickNext();                      // the first flag that is not ticked yet
    [[nodiscard]] bool addsToGit() const; // wanted, and the file lies in a repository
    void toggleGit();
    [[nodiscard]] QString headline() const;

Q_SIGNALS:
    void evidenceRequested(int number);
    void ticksChanged();
    void focusLeft(); // what had it goes
    void emptyActRequested();

private:
    void build();
    void clear();
    QLabel *addLabel(QVBoxLayout *column, const QString &name);
    void showChips(const QList<int> &telling, const QList<EvidenceRow> &evidence);
    void showFlags(const ShownPlan &plan);
    void dropFlags();
    void showFile(Face face, const QString &text);
    void restyle();

    EmptyState *m_empty;
    QLabel *m_will;
    QLabel *m_headline;
    QList<EvidenceChip *> m_chips;
    QLabel *m_strength;
    QLabel *m_said;
    QLabel *m_file;
    Face m_fileFace = Face::Mono; // of a path; a problem is a sentence
    DraftDiff *m_diff;
    QLabel *m_asks;
    QLabel *m_misses;
    QLabel *m_cost;
    QLabel *m_overlaps;
    QLabel *m_flagHead;
    QVBoxLayout *m_flagColumn = nullptr;
    QList<QCheckBox *> m_flags;
    QLabel *m_write;
    QCheckBox *m_git = nullptr;
    QList<ClaimRow> m_claims;
    int m_listingTokens = 0;
    int m_bodyTokens = 0;
};

} // namespace assay
