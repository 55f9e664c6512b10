// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A section of the inspector: a heading that folds it, with a figure that stays readable. Remembers whether it is open.

#include <QAbstractButton>
#include <QWidget>

namespace assay {

class SectionHead final : public QAbstractButton {
    Q_OBJECT

public:
    SectionHead(const QString &title, QWidget *parent);
    void setFigure(const QString &figure);
    [[nodiscard]] QString figure() const { return m_figure; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void describe();
    QString m_figure;
};

class FoldSection final : public QWidget {
    Q_OBJECT

public:
    // `key` names it in the settings.
    FoldSection(const QString &key, const QString &title, bool openAtFirst, QWidget *parent);

    void setContent(QWidget *content); // takes it
    void setFigure(const QString &figure);
    [[nodiscard]] SectionHead *head() const { return m_head; }
    [[nodiscard]] bool isOpen() const;
    void setOpen(bool open);

Q_SIGNALS:
    void toggled(bool open);

private:
    QString m_key;
    SectionHead *m_head;
    QWidget *m_content = nullptr;
};

} // namespace assay
