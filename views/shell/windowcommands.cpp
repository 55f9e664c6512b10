// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What can be done in the whole window. The panes add what is done in them.
#include "views/shell/mainwindow.h"

#include <algorithm>
#include <array>

#include "views/capture/capturecommands.h"
#include "views/search/searchpane.h"
#include "views/sessions/sessionlistpane.h"
#include "views/shell/agentdoor.h"
#include "views/shell/palettefield.h"
#include "views/shell/panesplitter.h"
#include "views/shell/settingsdialog.h"
#include "views/shell/toolstrip.h"
#include "views/transcript/transcriptpane.h"
#include "views/widgets/command.h"
#include "views/widgets/theme.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array zooms = {0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0};

void zoomBy(int direction)
{
    Theme *theme = Theme::instance();
    const double now = theme->zoom();
    if (direction > 0) {
        const auto *next = std::find_if(zooms.begin(), zooms.end(), [now](double each) { return each > now + 0.01; });
        theme->setZoom(next != zooms.end() ? *next : zooms.back());
        return;
    }
    const auto next = std::find_if(zooms.rbegin(), zooms.rend(), [now](double each) { return each < now - 0.01; });
    theme->setZoom(next != zooms.rend() ? *next : zooms.front());
}

} // namespace

void MainWindow::addCommands()
{
    constexpr auto everywhere = CommandReach::Window;
    addViewCommands();
    addGoCommands();
    addCommand(this, {commandgroup::sessions(), tr("Filter the sessions"), u"filter"_s},
               {QKeySequence(u"Ctrl+L"_s), QKeySequence(u"/"_s)}, everywhere, [this] {
                   showSessions();
                   if (!m_panes->isListShown())
                       m_panes->toggleList();
                   m_list->focusFilter();
               });
    addCommand(this, {commandgroup::sessions(), tr("Import now"), u"import"_s}, {}, everywhere,
               [this] { m_door->startImport(); });
    addCommand(this, {commandgroup::search(), tr("Search in all transcripts"), u"search"_s},
               {QKeySequence(u"Ctrl+Shift+F"_s)}, everywhere, [this] { openSearch(); });
    addCommand(this, {commandgroup::capture(), tr("Capture health"), u"live"_s}, {QKeySequence(u"Ctrl+Shift+H"_s)},
               everywhere, [this] { showHealth(); });
    addCaptureCommands(this, m_door->capture());
    addSettingsCommands();
    addCommand(this, {commandgroup::settings(), tr("Settings"), u"gear"_s}, {QKeySequence(u"Ctrl+,"_s)}, everywhere,
               [this] { openSettings(); });
    addCommand(this, {commandgroup::settings(), tr("Quit"), u"cross"_s}, {QKeySequence(u"Ctrl+Q"_s)}, everywhere,
               [this] { close(); });
    addCommand(this, {commandgroup::help(), tr("Welcome and import"), u"help"_s}, {}, everywhere,
               [this] { showWelcome(); });
    addCommand(this, {commandgroup::help(), tr("Keyboard shortcuts"), u"keyboard"_s},
               {QKeySequence(u"F1"_s), QKeySequence(u"?"_s)}, everywhere, [this] { openShortcuts(); });
}

void MainWindow::addSettingsCommands()
{
    using Page = SettingsDialog::Page;
    const auto add = [this](const QString &text, const QString &icon, Page page) {
        addCommand(this, {commandgroup::settings(), text, icon}, {}, CommandReach::Window,
                   [this, page] { openSettings()->showPage(page); });
    };
    add(tr("Capture settings"), u"sliders"_s, Page::Capture);
    add(tr("What is kept"), u"history"_s, Page::Kept);
    add(tr("What was masked"), u"shield"_s, Page::Masked);
}

void MainWindow::addViewCommands()
{
    constexpr auto everywhere = CommandReach::Window;
    const QString view = commandgroup::view();
    Theme *theme = Theme::instance();
    addCommand(this, {view, tr("Sessions"), u"sessions"_s}, {QKeySequence(u"Ctrl+1"_s)}, everywhere,
               [this] { showSessions(); });
    addCommand(this, {view, tr("Now"), u"now"_s}, {QKeySequence(u"Ctrl+2"_s)}, everywhere, [this] { openNow(); });
    addCommand(this, {view, tr("Skills"), u"skills"_s}, {QKeySequence(u"Ctrl+3"_s)}, everywhere,
               [this] { openSkills(); });
    addCommand(this, {view, tr("Show or hide the list"), u"pane-left"_s}, {QKeySequence(u"F9"_s)}, everywhere,
               [this] { m_panes->toggleList(); });
    addCommand(this, {view, tr("Show or hide the inspector"), u"pane-right"_s}, {QKeySequence(u"Shift+F9"_s)},
               everywhere, [this] { m_panes->toggleInspector(); });
    addCommand(this, {view, tr("Larger"), u"plus"_s}, {QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)},
               everywhere, [] { zoomBy(1); });
    addCommand(this, {view, tr("Smaller"), u"minus"_s}, {QKeySequence(u"Ctrl+-"_s)}, everywhere, [] { zoomBy(-1); });
    addCommand(this, {view, tr("Usual size")}, {QKeySequence(u"Ctrl+0"_s)}, everywhere, [theme] { theme->setZoom(1); });
    addCommand(this, {view, tr("Colours as the system")}, {}, everywhere,
               [theme] { theme->apply(Theme::Scheme::System); });
    addCommand(this, {view, tr("Light colours")}, {}, everywhere, [theme] { theme->apply(Theme::Scheme::Light); });
    addCommand(this, {view, tr("Dark colours")}, {}, everywhere, [theme] { theme->apply(Theme::Scheme::Dark); });
}

void MainWindow::addGoCommands()
{
    constexpr auto everywhere = CommandReach::Window;
    const QString going = commandgroup::go();
    QAction *palette = addCommand(this, {going, tr("Search everything"), u"search"_s}, {QKeySequence(u"Ctrl+K"_s)},
                                  everywhere, [this] { openPalette(); });
    m_tools->field()->setKeys(commandKeys(palette).value(0));
    addCommand(this, {going, tr("Back"), u"back"_s}, {QKeySequence(u"Alt+Left"_s)}, everywhere, [this] { goBack(); });
    addCommand(this, {going, tr("Forward"), u"forward"_s}, {QKeySequence(u"Alt+Right"_s)}, everywhere,
               [this] { goForward(); });
}

} // namespace assay
