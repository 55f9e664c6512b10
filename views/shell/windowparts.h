// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The names of what the window is put together from.

namespace assay {

class AgentDoor;
class DeskPage;
class HealthPane;
class HitStrip;
class InspectorPane;
class Palette;
class NowPage;
class PaneSplitter;
class QueryRunner;
class SearchPane;
class SessionListPane;
class SettingsDialog;
class StatusStrip;
class ToolStrip;
class TranscriptPane;
class WelcomePane;

} // namespace assay
