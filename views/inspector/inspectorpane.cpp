// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/inspectorpane.h"

namespace assay {

InspectorPane::InspectorPane(QueryRunner *runner, AgentDoor *door, QWidget *parent)
    : QWidget(parent)
    , m_runner(runner)
    , m_door(door)
{
    setAccessibleName(tr("Inspector"));
}

void InspectorPane::setSession(qint64)
{
}

void InspectorPane::setEvent(qint64)
{
}

void InspectorPane::refresh()
{
}

} // namespace assay
