// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The line above a document: where it stands, what it is called, what can be done with it.

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace assay {

class DocumentHeader final : public QWidget {
    Q_OBJECT

public:
    explicit DocumentHeader(QWidget *parent = nullptr);

    // What the document lies in, the outermost first; a click on one asks for it. Empty = nothing.
    struct Crumb {
        QString text;
        qint64 runId = 0; // 0 = the session

        bool operator==(const Crumb &) const = default;
    };
    void setCrumbs(const QList<Crumb> &crumbs);
    // `detail` = a branch, or the kind of a sub-agent.
    void setTitle(const QString &title, const QString &detailIcon, bool subagent, const QString &detail);

    // A dot before the title, that says so to those who do not see it too.
    void setLive(bool live);
    [[nodiscard]] bool isLive() const { return m_isLive; }

    // An icon button of the action, named by its text; what it may be called for when it is disabled is its tool tip.
    void addButton(QAction *action);
    void addSeparator();
    // nullptr = a line. Where the header is too narrow for all buttons, the menu begins with those that have no room.
    void addMenu(const QString &name, const QList<QAction *> &actions);

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void crumbClicked(qint64 runId);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void restyle();
    void fit();
    void restyleCrumbs();

    QList<Crumb> m_shownCrumbs;
    QHBoxLayout *m_crumbs;
    QLabel *m_live;
    QLabel *m_title;
    QLabel *m_detailIcon;
    QLabel *m_detail;
    QString m_iconName;
    bool m_subagent = false;
    bool m_isLive = false;
    QHBoxLayout *m_acts;
    QList<QToolButton *> m_buttons; // of actions, in their order
    QToolButton *m_more = nullptr;
    QList<QToolButton *> m_crumbButtons;
    QList<QWidget *> m_lines;
};

} // namespace assay
