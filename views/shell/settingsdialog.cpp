// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/settingsdialog.h"

#include <cmath>
#include <functional>

#include <QButtonGroup>
#include <QCheckBox>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QScreen>
#include <QStackedWidget>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include "views/capture/capturepage.h"
#include "views/capture/redactionpage.h"
#include "views/capture/retentionpage.h"
#include "views/shell/agentdoor.h"
#include "views/text/visibletext.h"
#include "views/widgets/icons.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double zoomStep = 0.1;

QToolButton *flatButton(const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

SettingsDialog::SettingsDialog(QueryRunner *runner, AgentDoor *door, QWidget *parent)
    : QDialog(parent)
    , m_door(door)
    , m_pages(new QStackedWidget(this))
    , m_capture(new CapturePage(door, this))
{
    const Theme *theme = Theme::instance();
    setWindowTitle(tr("Settings"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(12), theme->px(16), theme->px(14));
    column->setSpacing(theme->px(14));
    auto *tabs = new QHBoxLayout;
    tabs->setSpacing(theme->px(4));
    column->addLayout(tabs);
    column->addWidget(m_pages, 1);
    addPage(tabs, tr("Appearance"), buildAppearance());
    addPage(tabs, tr("Capture"), m_capture);
    addPage(tabs, tr("Kept"), new RetentionPage(runner, door, this));
    auto *masked = new RedactionPage(runner, door, this);
    connect(masked, &RedactionPage::sessionRequested, this, &SettingsDialog::sessionRequested);
    addPage(tabs, tr("Masked"), masked);
    addPage(tabs, tr("Where things lie"), buildPlaces());
    tabs->addStretch(1);
    connect(theme, &Theme::changed, this, [this] {
        showChosen();
        fit();
    });
    showChosen();
    fit();
}

void SettingsDialog::fit()
{
    const Theme *theme = Theme::instance();
    const QSize room = screen()->availableSize();
    resize(std::min(std::max(sizeHint().width(), theme->px(760)), room.width()),
           std::min(theme->px(560), room.height()));
}

QWidget *SettingsDialog::page(Page page) const
{
    return m_pages->widget(static_cast<int>(page));
}

void SettingsDialog::showPage(Page page)
{
    m_tabs.at(static_cast<int>(page))->setChecked(true);
}

void SettingsDialog::showWiring()
{
    showPage(Page::Capture);
    m_capture->showWiring();
}

void SettingsDialog::addPage(QHBoxLayout *tabs, const QString &name, QWidget *page)
{
    QToolButton *tab = flatButton(name, this);
    tab->setCheckable(true);
    tab->setAutoExclusive(true);
    tab->setChecked(m_pages->count() == 0);
    tabs->addWidget(tab);
    m_tabs.append(tab);
    m_pages->addWidget(page);
    connect(tab, &QToolButton::toggled, this, [this, page](bool on) {
        if (on)
            m_pages->setCurrentWidget(page);
    });
}

QWidget *SettingsDialog::buildAppearance()
{
    Theme *theme = Theme::instance();
    auto *page = new QWidget(this);
    auto *form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(theme->px(18));
    form->setVerticalSpacing(theme->px(12));
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const auto scheme = [theme](Theme::Scheme wanted) { return [theme, wanted] { theme->apply(wanted); }; };
    const auto hasScheme = [theme](Theme::Scheme wanted) {
        return [theme, wanted] { return theme->scheme() == wanted; };
    };
    addChoices(form, tr("Colours"),
               {{tr("As the system"), scheme(Theme::Scheme::System)},
                {tr("Light"), scheme(Theme::Scheme::Light)},
                {tr("Dark"), scheme(Theme::Scheme::Dark)}},
               {hasScheme(Theme::Scheme::System), hasScheme(Theme::Scheme::Light), hasScheme(Theme::Scheme::Dark)});
    form->addRow(tr("Size"), buildZoom());
    const auto density = [theme](Theme::Density wanted) { return [theme, wanted] { theme->setDensity(wanted); }; };
    const auto hasDensity = [theme](Theme::Density wanted) {
        return [theme, wanted] { return theme->density() == wanted; };
    };
    addChoices(form, tr("Rows"),
               {{tr("Comfortable"), density(Theme::Density::Comfortable)},
                {tr("Normal"), density(Theme::Density::Normal)},
                {tr("Compact"), density(Theme::Density::Compact)}},
               {hasDensity(Theme::Density::Comfortable), hasDensity(Theme::Density::Normal),
                hasDensity(Theme::Density::Compact)});
    m_motion = new QCheckBox(tr("Nothing fades or lights up"), page);
    connect(m_motion, &QCheckBox::toggled, theme, &Theme::setReducedMotion);
    form->addRow(tr("Less motion"), m_motion);
    return page;
}

void SettingsDialog::addChoices(QFormLayout *form, const QString &name,
                                const QList<std::pair<QString, std::function<void()>>> &choices,
                                const QList<std::function<bool()>> &chosen)
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    auto *one = new QButtonGroup(line);
    for (qsizetype i = 0; i < choices.size(); ++i) {
        QToolButton *button = flatButton(choices.at(i).first, line);
        button->setCheckable(true);
        button->setAccessibleName(name + u": "_s + choices.at(i).first);
        one->addButton(button);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, choices.at(i).second);
        m_choices.append({button, chosen.at(i)});
    }
    row->addStretch(1);
    form->addRow(name, line);
}

QWidget *SettingsDialog::buildZoom()
{
    Theme *theme = Theme::instance();
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    m_smaller = flatButton({}, line);
    m_smaller->setIcon(themeIcon(u"minus"_s));
    m_smaller->setAccessibleName(tr("Smaller"));
    m_larger = flatButton({}, line);
    m_larger->setIcon(themeIcon(u"plus"_s));
    m_larger->setAccessibleName(tr("Larger"));
    m_zoom = new QLabel(line);
    m_zoom->setAlignment(Qt::AlignCenter);
    const auto by = [theme](double step) {
        return [theme, step] { theme->setZoom(std::round((theme->zoom() + step) * 10) / 10); };
    };
    connect(m_smaller, &QToolButton::clicked, this, by(-zoomStep));
    connect(m_larger, &QToolButton::clicked, this, by(zoomStep));
    row->addWidget(m_smaller);
    row->addWidget(m_zoom);
    row->addWidget(m_larger);
    row->addStretch(1);
    return line;
}

QWidget *SettingsDialog::buildPlaces()
{
    const Theme *theme = Theme::instance();
    auto *page = new QWidget(this);
    auto *form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(theme->px(18));
    form->setVerticalSpacing(theme->px(10));
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const Places places = m_door->places();
    addPlace(form, tr("Data directory"), places.dataDir, tr("all that Assay writes"));
    addPlace(form, tr("Store"), places.store, tr("the sessions of this workspace"));
    addPlace(form, tr("Configuration"), places.settings,
             tr("with your own rules of what is masked; it need not exist"));
    addPlace(form, tr("Log"), places.log, tr("what the agent complains about"));
    return page;
}

void SettingsDialog::addPlace(QFormLayout *form, const QString &name, const QString &path, const QString &note)
{
    const Theme *theme = Theme::instance();
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme->px(4));
    auto *field = new QLineEdit(visibleLine(path), line);
    field->setReadOnly(true);
    field->setFont(theme->font(Face::Mono));
    field->setAccessibleName(name);
    field->setAccessibleDescription(note);
    field->setToolTip(note);
    field->setMinimumWidth(theme->px(340));
    row->addWidget(field, 1);
    QToolButton *copy = flatButton({}, line);
    copy->setIcon(themeIcon(u"copy"_s));
    copy->setAccessibleName(tr("Copy the path: %1").arg(name));
    copy->setToolTip(tr("Copy the path"));
    connect(copy, &QToolButton::clicked, this, [path] { QGuiApplication::clipboard()->setText(path); });
    QToolButton *open = flatButton({}, line);
    open->setIcon(themeIcon(u"folder"_s));
    open->setAccessibleName(tr("Open the folder: %1").arg(name));
    open->setToolTip(tr("Open the folder"));
    const bool isFolder = path == m_door->places().dataDir;
    connect(open, &QToolButton::clicked, this, [path, isFolder] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(isFolder ? path : QFileInfo(path).path()));
    });
    row->addWidget(copy);
    row->addWidget(open);
    form->addRow(name, line);
}

void SettingsDialog::showChosen()
{
    const Theme *theme = Theme::instance();
    for (const Choice &choice : std::as_const(m_choices))
        choice.button->setChecked(choice.isChosen());
    for (QToolButton *button : findChildren<QToolButton *>()) {
        button->setFixedHeight(theme->px(26));
        button->setIconSize(QSize(theme->px(16), theme->px(16)));
    }
    m_zoom->setText(tr("%1 %").arg(qRound(theme->zoom() * 100)));
    m_zoom->setMinimumWidth(theme->px(52));
    m_smaller->setEnabled(theme->zoom() > Theme::leastZoom + 0.01);
    m_larger->setEnabled(theme->zoom() < Theme::mostZoom - 0.01);
    m_motion->setChecked(theme->reducedMotion());
}

} // namespace assay
