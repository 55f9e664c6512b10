// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/transcript/transcriptaccessible.h"

#include <QAccessibleWidget>

#include "models/items/transcriptmodel.h"
#include "views/transcript/transcriptselection.h"
#include "views/transcript/transcriptview.h"

namespace assay {

namespace {

constexpr qsizetype spokenCharacters = 4000; // of a row

// A row, as long as it has that number.
class AccessibleRow final : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    AccessibleRow(TranscriptView *view, int row)
        : m_view(view)
        , m_row(row)
    {
    }

    [[nodiscard]] bool isValid() const override
    {
        return m_view != nullptr && m_view->model() != nullptr && m_row < m_view->model()->rowCount();
    }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view.data());
    }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        Q_UNUSED(index)
        return nullptr;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        Q_UNUSED(x)
        Q_UNUSED(y)
        return nullptr;
    }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        Q_UNUSED(child)
        return -1;
    }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        const TranscriptBlock *shown = isValid() && kind == QAccessible::Name ? m_view->block(m_row) : nullptr;
        return shown != nullptr ? shown->accessibleText().left(spokenCharacters) : QString();
    }
    void setText(QAccessible::Text kind, const QString &text) override
    {
        Q_UNUSED(kind)
        Q_UNUSED(text)
    }
    [[nodiscard]] QRect rect() const override
    {
        const QRect row = isValid() ? m_view->rowRect(m_row) : QRect();
        return row.isNull() ? row : QRect(m_view->viewport()->mapToGlobal(row.topLeft()), row.size());
    }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = state.selectable = state.readOnly = true;
        state.invalid = !isValid();
        if (!isValid())
            return state;
        state.focused = m_view->currentRow() == m_row && m_view->hasFocus();
        state.selected = m_view->selection()->range().holds(m_row);
        state.expanded = m_view->isRowOpen(m_row);
        return state;
    }
    [[nodiscard]] void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }

    [[nodiscard]] QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString &name) override
    {
        if (isValid() && name == setFocusAction())
            m_view->setCurrentRow(m_row);
        else if (isValid() && name == pressAction())
            m_view->act(m_row, {BlockAct::Toggle});
    }
    [[nodiscard]] QStringList keyBindingsForAction(const QString &name) const override
    {
        Q_UNUSED(name)
        return {};
    }

private:
    QPointer<TranscriptView> m_view;
    int m_row;
};

// The rows in sight, then what the widget has besides.
class AccessibleTranscript final : public QAccessibleWidget {
public:
    explicit AccessibleTranscript(TranscriptView *view)
        : QAccessibleWidget(view, QAccessible::List, view->accessibleName())
        , m_view(view)
    {
    }
    ~AccessibleTranscript() override
    {
        forget([](int) { return true; });
    }

    [[nodiscard]] int childCount() const override { return rows() + QAccessibleWidget::childCount(); }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        return index < rows() ? row(m_view->firstInSight() + index) : QAccessibleWidget::child(index - rows());
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (auto known = m_rows.cbegin(); known != m_rows.cend(); ++known) {
            if (QAccessible::accessibleInterface(known.value()) == child)
                return isInSight(known.key()) ? known.key() - m_view->firstInSight() : -1;
        }
        const int index = QAccessibleWidget::indexOfChild(child);
        return index < 0 ? index : index + rows();
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint point = m_view->viewport()->mapFromGlobal(QPoint(x, y));
        const int at = m_view->viewport()->rect().contains(point) ? m_view->rowAt(point.y()) : -1;
        return at >= 0 ? row(at) : QAccessibleWidget::childAt(x, y);
    }
    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        return m_view->hasFocus() && isInSight(m_view->currentRow()) ? row(m_view->currentRow())
                                                                     : QAccessibleWidget::focusChild();
    }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? m_view->selection()->textInSight() : QAccessibleWidget::text(kind);
    }

private:
    [[nodiscard]] int rows() const
    {
        const TranscriptModel *model = m_view->model();
        return model == nullptr || model->rowCount() == 0 ? 0 : m_view->lastInSight() - m_view->firstInSight() + 1;
    }
    [[nodiscard]] bool isInSight(int row) const
    {
        return rows() > 0 && row >= m_view->firstInSight() && row <= m_view->lastInSight();
    }
    [[nodiscard]] QAccessibleInterface *row(int row) const
    {
        const auto known = m_rows.constFind(row);
        if (known != m_rows.cend())
            return QAccessible::accessibleInterface(*known);
        forget([this](int other) { return !isInSight(other); });
        auto *made = new AccessibleRow(m_view, row);
        m_rows.insert(row, QAccessible::registerAccessibleInterface(made));
        return made;
    }
    void forget(const std::function<bool(int)> &which) const
    {
        for (auto known = m_rows.begin(); known != m_rows.end();) {
            if (!which(known.key())) {
                ++known;
                continue;
            }
            QAccessible::deleteAccessibleInterface(known.value());
            known = m_rows.erase(known);
        }
    }

    TranscriptView *m_view;
    mutable QHash<int, QAccessible::Id> m_rows;
};

QAccessibleInterface *makeAccessible(const QString &key, QObject *object)
{
    Q_UNUSED(key)
    auto *view = qobject_cast<TranscriptView *>(object);
    return view != nullptr ? new AccessibleTranscript(view) : nullptr;
}

} // namespace

void installTranscriptAccessibility()
{
    static const bool once = (QAccessible::installFactory(makeAccessible), true);
    Q_UNUSED(once)
}

} // namespace assay
