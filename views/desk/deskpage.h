// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The desk: queue, card and evidence; editor, merge and installed skills take the card's place. Every act is one key;
// the next card comes by itself. GUI thread; reads through the runner, asks through the door, writes nothing but
// drafts.

#include <QWidget>

#include <functional>
#include <memory>

#include "models/data/query/deskquery.h"
#include "views/desk/cardview.h"
#include <nlohmann/json_fwd.hpp>

class QAction;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace assay {

class DeskDoor;
class DeskList;
class DeskQueue;
class DraftKeeper;
class EvidencePane;
class InstalledPane;
class MergePane;
class PaneSplitter;
class QueryRunner;
class SkillEditor;
class UndoLine;

class DeskPage final : public QWidget {
    Q_OBJECT
public:
    explicit DeskPage(QueryRunner *runner, QWidget *parent = nullptr);
    ~DeskPage() override;
    void setDoor(DeskDoor *door);
    void refresh();
    void openCandidate(const QString &key);
    [[nodiscard]] DeskList *list() const { return m_list; }
    [[nodiscard]] DeskQueue *queue() const { return m_queue; }
    [[nodiscard]] CardView *card() const { return m_card; }
    [[nodiscard]] SkillEditor *editor() const { return m_editor; }
    [[nodiscard]] InstalledPane *installed() const { return m_installed; }
    [[nodiscard]] QString currentKey() const { return m_row.key; }
    [[nodiscard]] bool isPlanned() const { return m_isPlanned; } // what approving it would write is shown
    void approve();
    void edit();
    void merge();
    void reshape(const QString &form);
    void setScope(const QString &scope);
    void snooze();
    void reject(const QString &reason);
    void undo();
    [[nodiscard]] bool eventFilter(QObject *watched, QEvent *event) override; // the line that undoes has the key U

Q_SIGNALS:
    void eventRequested(qint64 event, qint64 session);
    void countChanged(int open); // candidates that wait
    void noted(const QString &what);

private:
    void build();
    QWidget *buildHead(), *buildActs();
    void addCommands();
    void connectParts();
    void groupShown();
    void load(const QString &key);
    void showEmpty(), actOnEmpty();
    void shown(const CandidateRow &row, const QList<RevisionRow> &revisions);
    void showForm(), showPlace();
    void plan();
    void planned(const nlohmann::json &answer);
    void readTriggers();
    void updateActs();
    void askRejection();
    // A job about the shown candidate; `done` hears of success only, with its key: another may be shown by then.
    using Done = std::function<void(const QString &key, const nlohmann::json &answer)>;
    void perform(const QString &job, nlohmann::json args, const Done &done);
    void decided(const QString &key, const QString &what, bool stays = false); // in sight, in whatever group it is now
    [[nodiscard]] bool isWorking() const; // in the editor or the merge, where keys are letters
    void closeEditor(), saveEdit(), showCard();
    void dropDecidedDrafts();
    void tellRevision(); // of the draft under the editor, where it is another by now

    QueryRunner *m_runner;
    DeskDoor *m_door = nullptr;
    DeskList *m_list;
    DeskQueue *m_queue;
    CardView *m_card;
    EvidencePane *m_evidence;
    SkillEditor *m_editor;
    MergePane *m_merge;
    InstalledPane *m_installed;
    std::unique_ptr<DraftKeeper> m_drafts;
    PaneSplitter *m_panes = nullptr;
    QStackedWidget *m_stack = nullptr;
    QWidget *m_head = nullptr, *m_actBar = nullptr;
    QList<QPushButton *> m_forms, m_acts;
    QComboBox *m_scope = nullptr;
    QLabel *m_place = nullptr, *m_hint = nullptr;
    UndoLine *m_undo = nullptr;
    QAction *m_undoKey = nullptr;
    CandidateRow m_row;
    QList<RevisionRow> m_revisions;
    ShownPlan m_plan;
    bool m_isPlanned = false, m_isBusy = false;
    int m_editedRev = 0;                  // what the text in the editor was typed over
    QStringList m_givenUp;                // of the file, by the merge
    QString m_wanted, m_lastDecided;      // opened when the list is there; what Undo takes back
    QString m_undoSkill, m_undoSkillPath; // or the act on an installed skill that puts it back
};

} // namespace assay
