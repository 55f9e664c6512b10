// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// How long and how much is kept, for all projects and for each; what would go by that, with sizes; and its deletion,
// which can be undone for ten minutes. What is typed holds once it was kept, and a limit that takes more away is kept
// only after what would go by it was shown.

#include <optional>

#include <QWidget>

#include "models/data/error.h"
#include "models/data/record.h"
#include "views/capture/capturesettings.h"
#include "views/capture/changeplan.h"

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace assay {

class AgentDoor;
class QueryRunner;
class ValueTable;
class ValueView;

class RetentionPage final : public QWidget {
    Q_OBJECT

public:
    RetentionPage(QueryRunner *runner, AgentDoor *door, QWidget *parent = nullptr);

    [[nodiscard]] ValueView *limits() const { return m_limitsView; }
    [[nodiscard]] ValueView *preview() const { return m_previewView; }
    [[nodiscard]] QString message() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildLimits(QVBoxLayout *column);
    void buildPreview(QVBoxLayout *column);
    void read();
    void showLimits();
    void showEditor();
    void limitEdited();
    void keep();
    void inherit();
    void settingsCame();
    void fillEditor(const KeepLimit &limit);
    void showDraft();
    void plan();
    void planned(const Result<PruneList> &list);
    void prune();
    void pruned(const Result<PruneList> &list);
    void broughtBack(const Result<qint64> &back);
    void tell(const QString &text);
    void showPlan(const Result<PruneList> &list);
    [[nodiscard]] QString chosenProject() const; // its key; empty = all
    [[nodiscard]] KeepLimit keptLimit() const;   // of the chosen project
    [[nodiscard]] KeepLimit typedLimit() const;
    [[nodiscard]] bool isDraft() const;
    [[nodiscard]] PruneWish wish() const; // by what is typed
    void restyle();

    QueryRunner *m_runner;
    AgentDoor *m_door;
    QList<ProjectRow> m_projects;
    PruneWish m_wish;
    PruneList m_list;
    QString m_editorOf; // the project whose limit was put into the editor, and that limit
    std::optional<KeepLimit> m_editorLimit;
    bool m_inherits = false; // what is typed is to be that of all projects
    bool m_filling = false;
    std::optional<KeepLimit> m_keeping; // sent, not yet answered
    bool m_draftTold = false;           // the message is of what is typed
    bool m_answered = false;            // the message is of what was done, and nothing was typed since
    bool m_planned = false;             // m_list is what goes by m_wish
    ValueTable *m_limits;
    ValueTable *m_preview;
    ValueView *m_limitsView = nullptr;
    ValueView *m_previewView = nullptr;
    QCheckBox *m_byAge = nullptr;
    QSpinBox *m_days = nullptr;
    QCheckBox *m_bySize = nullptr;
    QDoubleSpinBox *m_gigabytes = nullptr;
    QPushButton *m_keep = nullptr;
    QPushButton *m_inherit = nullptr;
    QPushButton *m_plan = nullptr;
    QPushButton *m_prune = nullptr;
    QPushButton *m_undoButton = nullptr;
    QLabel *m_message = nullptr;
};

} // namespace assay
