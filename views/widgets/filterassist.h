// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Help while a filter is typed: completion of what stands at the cursor, and the filters used or saved before. It only
// ever proposes: what is typed goes into the field, and a proposal is taken by Tab or after the arrow keys chose it.

#include <QObject>
#include <QPointer>

#include "models/data/filter/completion.h"
#include "views/widgets/filterhistory.h"
#include "views/widgets/filterpopup.h"

class QKeyEvent;

namespace assay {

class FilterEdit;

class FilterAssist final : public QObject {
    Q_OBJECT

public:
    // `line` names the history. The edit must outlive it.
    FilterAssist(FilterEdit *edit, const QString &line, QObject *parent);
    ~FilterAssist() override;

    void setVocabulary(const FilterVocabulary &vocabulary);
    [[nodiscard]] FilterHistory &history() { return m_history; }

    void complete(); // whatever stands at the cursor, also nothing
    enum class Current { None, First };
    void showHistory(Current current);
    [[nodiscard]] bool hasHistory() const;
    void nameFilter();
    void close();
    [[nodiscard]] bool isOpen() const { return m_mode != Mode::Closed; }
    [[nodiscard]] bool isCompleting() const { return m_mode == Mode::Completion; }
    [[nodiscard]] const FilterPopup *popup() const { return m_popup; }

    // Of the edit. True when it is dealt with.
    bool takesKey(const QKeyEvent *event);
    // Whether an open list wants the key, so that no shortcut of the window gets it.
    [[nodiscard]] bool wantsKey(const QKeyEvent *event) const;

Q_SIGNALS:
    void used();    // a whole filter was put into the field
    void changed(); // opened or closed

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Mode { Closed, Completion, History, Naming };

    void edited();
    void moved();
    void dismiss();
    bool propose(bool always);
    void open(Mode mode);
    void accept(int row);
    void takeCompletion(const FilterRow &row);
    void removeRow();
    void renameRow();
    void saveAs(const QString &name);
    void ask(const QString &text, const QString &oldName);
    bool takesListKey(const QKeyEvent *event);

    FilterEdit *m_edit;
    FilterHistory m_history;
    FilterVocabulary m_vocabulary;
    QPointer<FilterPopup> m_popup; // a child of the window the line is in
    Mode m_mode = Mode::Closed;
    FilterPlace m_place;
    qsizetype m_dismissed = -1; // Escape closed the list for the term there
    QString m_naming;           // the filter that gets a name
    QString m_oldName;
    bool m_inserting = false;
};

} // namespace assay
