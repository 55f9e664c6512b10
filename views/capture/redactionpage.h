// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What was masked: rules with how often they fired, below them where the chosen one did. Today's rules can be applied
// to what is stored.

#include <QWidget>

#include "models/data/query/redactionfigures.h"

class QLabel;
class QPushButton;

namespace assay {

class AgentDoor;
class EmptyState;
class QueryRunner;
class ValueTable;
class ValueView;

class RedactionPage final : public QWidget {
    Q_OBJECT

public:
    RedactionPage(QueryRunner *runner, AgentDoor *door, QWidget *parent = nullptr);

    [[nodiscard]] ValueView *rules() const { return m_rulesView; }
    [[nodiscard]] ValueView *places() const { return m_placesView; }
    [[nodiscard]] QPushButton *recheckButton() const { return m_recheck; }
    [[nodiscard]] QString message() const;

Q_SIGNALS:
    void sessionRequested(qint64 sessionId, qint64 runId);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void read();
    void readPlaces();
    void recheck();
    void showRules(const QList<RedactionFigure> &rules);
    void tell(const QString &text);
    void restyle();

    QueryRunner *m_runner;
    AgentDoor *m_door;
    QObject m_placeSlot; // the newest question about places counts
    ValueTable *m_rules;
    ValueTable *m_places;
    QLabel *m_explanation;
    ValueView *m_rulesView;
    ValueView *m_placesView;
    EmptyState *m_empty;
    QLabel *m_message;
    QPushButton *m_recheck;
};

} // namespace assay
