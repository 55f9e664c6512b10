// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a pane shows instead of content: what is missing or went wrong, why, and at most one thing to do about it.

#include <QWidget>

class QLabel;
class QPushButton;

namespace assay {

class EmptyState final : public QWidget {
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    // An empty `act` means no button.
    void tell(const QString &icon, const QString &title, const QString &text, const QString &act = {});
    // The icon and title of an error; "Try again" as the act.
    void showError(const QString &what);

Q_SIGNALS:
    void actRequested();

private:
    void restyle();

    QString m_iconName;
    bool m_error = false;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_act;
};

} // namespace assay
