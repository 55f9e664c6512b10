// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0

// assay: the window.

#include "app/agentlink.h"
#include "app/appoptions.h"
#include "app/appwindow.h"
#include "app/desktop.h"
#include "app/headless.h"
#include "app/systemscheme.h"
#include "models/data/heap.h"
#include "models/data/store/datadir.h"
#include "views/shell/appearance.h"
#include "views/shell/mainwindow.h"
#include "views/widgets/theme.h"

#include <cstdio>

#include <QApplication>
#include <QDir>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int windowWidth = 1280;
constexpr int windowHeight = 800;

void complain(const QString &what)
{
    std::fputs((u"assay: "_s + what + u'\n').toUtf8().constData(), stderr);
}

bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
           !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

int runHeadless(AgentLink &link, const DataDir &dataDir, const AppOptions &options)
{
    Theme::instance()->apply(Theme::Scheme::System);
    std::unique_ptr<AppWindow> shown;
    const auto open = [&](const QString &workspace) {
        shown = std::make_unique<AppWindow>(dataDir, workspace, &link);
        shown->window()->resize(windowWidth, windowHeight);
        shown->window()->show();
        return shown->window();
    };
    const QString picture =
        options.screenshot.isEmpty() ? QDir::current().filePath(u"assay.png"_s) : options.screenshot;
    Headless headless(&link, open, options.workspace, picture);
    QObject::connect(&headless, &Headless::finished, qApp, &QCoreApplication::exit);
    link.open();
    return QApplication::exec();
}

int runWindow(AgentLink &link, const DataDir &dataDir, const AppOptions &options)
{
    followSystemScheme(qApp);
    keepAppearance();
    Desktop desktop(&link, dataDir, options);
    desktop.begin();
    return QApplication::exec();
}

int run(const AppOptions &options)
{
    const auto dataDir = DataDir::locate(options.dataDir);
    const auto store = dataDir.and_then([&](const DataDir &dir) { return dir.workspaceFile(options.workspace); });
    if (!store) {
        complain(store.error().what);
        return 2;
    }
    AgentLink link(*dataDir, options.workspace, options.claudeDir);
    return options.headless ? runHeadless(link, *dataDir, options) : runWindow(link, *dataDir, options);
}

} // namespace

int main(int argc, char *argv[])
{
    giveLargeBlocksBack();
    QStringList words;
    for (int i = 0; i < argc; ++i)
        words += QString::fromLocal8Bit(argv[i]);
    auto options = parseAppOptions(words);
    if (!options) {
        complain(options.error());
        return 2;
    }
    if (options->help || options->version) {
        const QString text = options->help ? appHelp() : u"assay " ASSAY_VERSION "\n"_s;
        std::fputs(text.toUtf8().constData(), stdout);
        return 0;
    }
    if (!options->headless && !hasDisplay()) {
        complain(u"There is no display, so no window opens. What it would show is summed up here."_s);
        options->headless = true;
    }
    if (options->headless)
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"assay"_s);
    QApplication::setOrganizationName(u"assay"_s); // names the folder of the window's own settings
    QApplication::setApplicationVersion(QStringLiteral(ASSAY_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral(ASSAY_APP_ID));
    return run(*options);
}
