// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/export/exportdialog.h"

#include <QCheckBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>

#include "models/data/query/sessionquery.h"
#include "models/items/ask.h"
#include "views/export/exportchoices.h"
#include "views/export/exportwords.h"
#include "views/text/visibletext.h"
#include "views/widgets/assaystyle.h"
#include "views/widgets/ground.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto folderKey = "export/folder"_L1;
constexpr auto formatKey = "export/format"_L1;

QString rememberedFolder()
{
    const QString last = QSettings().value(folderKey).toString();
    if (!last.isEmpty() && QFileInfo(last).isDir())
        return last;
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

} // namespace

ExportDialog::ExportDialog(QueryRunner *runner, const QList<qint64> &sessionIds, QWidget *parent)
    : QDialog(parent)
    , m_runner(runner)
    , m_exporter(runner->storeFile())
    , m_sessions(sessionIds)
    , m_area(new QScrollArea(this))
    , m_choices(new ExportChoices(QSettings().value(formatKey).toString()))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(isOneFile() ? tr("Export session") : tr("Export %1 sessions").arg(countText(m_sessions.size())));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_choices);
    addTarget(column);
    addOutcome(column);
    column->addStretch(1);
    m_area->setWidget(body);
    auto *whole = new QVBoxLayout(this);
    whole->addWidget(m_area, 1);
    addButtons(whole);
    connect(m_choices, &ExportChoices::formatChosen, this, &ExportDialog::formatChosen);
    connect(&m_exporter, &SessionExporter::progress, this, &ExportDialog::showProgress);
    connect(&m_exporter, &SessionExporter::finished, this, &ExportDialog::finish);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        restyle();
        makeRoom();
    });
    restyle(); // how wide it is decides how high it must be
    m_target->setText(rememberedFolder());
    formatChosen();
    if (isOneFile())
        askForNames();
}

void ExportDialog::addTarget(QVBoxLayout *column)
{
    m_heading = wrappedLabel(isOneFile() ? tr("File") : tr("Folder"), this);
    column->addWidget(m_heading);
    auto *row = new QHBoxLayout;
    m_target = new QLineEdit(this);
    m_target->setObjectName(u"target"_s);
    m_target->setAccessibleName(isOneFile() ? tr("File to write") : tr("Folder to write to"));
    m_heading->setBuddy(m_target);
    m_browse = new QPushButton(tr("&Browse…"), this);
    m_browse->setObjectName(u"browse"_s);
    m_browse->setAccessibleName(isOneFile() ? tr("Choose the file") : tr("Choose the folder"));
    m_browse->setAutoDefault(false);
    row->addWidget(m_target, 1);
    row->addWidget(m_browse);
    column->addLayout(row);
    m_replace = new QCheckBox(tr("&Replace the file that is there"), this);
    m_replace->setObjectName(u"replace"_s);
    m_replace->setAccessibleName(tr("Replace the file that is there"));
    column->addWidget(m_replace);
    m_hint = wrappedLabel({}, this);
    m_hint->setObjectName(u"hint"_s);
    column->addWidget(m_hint);
    connect(m_target, &QLineEdit::textChanged, this, [this] {
        m_replace->setChecked(false);
        refresh();
    });
    connect(m_replace, &QCheckBox::toggled, this, &ExportDialog::refresh);
    connect(m_browse, &QPushButton::clicked, this, &ExportDialog::browse);
}

void ExportDialog::addOutcome(QVBoxLayout *column)
{
    m_promise = wrappedLabel(tr("An export holds what the transcript held: prompts, files, outputs. Secrets that "
                                "were recognised are masked in it."),
                             this);
    column->addWidget(m_promise);
    m_progress = new QProgressBar(this);
    m_progress->setAccessibleName(tr("Progress of the export"));
    m_progress->setTextVisible(false);
    column->addWidget(m_progress);
    m_told = wrappedLabel({}, this);
    m_told->setObjectName(u"told"_s);
    m_told->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(m_told);
}

void ExportDialog::addButtons(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    const auto button = [&](const char *name, const QString &text, const QString &accessible) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(QLatin1StringView(name));
        made->setAccessibleName(accessible);
        made->setAutoDefault(false);
        return made;
    };
    m_open = button("open", tr("Open &folder"), tr("Open the folder of the export"));
    m_close = button("close", tr("Cancel"), tr("Cancel"));
    m_export = button("export", tr("&Export"), tr("Export"));
    m_export->setDefault(true);
    m_export->setProperty(AssayStyle::primaryProperty, true);
    row->addWidget(m_open);
    row->addStretch(1);
    row->addWidget(m_close);
    row->addWidget(m_export);
    column->addLayout(row);
    connect(m_open, &QPushButton::clicked, this, &ExportDialog::openFolder);
    connect(m_close, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::start);
}

// The name of the file comes from the session; what was typed meanwhile stays.
void ExportDialog::askForNames()
{
    const QString before = m_target->text();
    ask<SessionRow>(
        *m_runner, QueryRunner::Lane::Paging, this, false,
        [id = m_sessions.first()](Database &db) { return readSession(db, id); },
        [this, before](const Result<SessionRow> &session) {
            if (!session) {
                m_told->setText(visibleText(session.error().what));
                return;
            }
            m_only = *session;
            if (m_target->text() == before)
                m_target->setText(QDir(before).filePath(exportFileName(m_only, m_choices->format())));
            refresh();
        });
}

QString ExportDialog::target() const
{
    QString path = m_target->text().trimmed();
    if (path == u"~"_s || path.startsWith(u"~/"_s))
        path.replace(0, 1, QDir::homePath());
    return path.isEmpty() ? path : QDir::cleanPath(QDir::home().absoluteFilePath(path));
}

// A sentence that says why it cannot be written there; empty = it can be tried.
QString ExportDialog::problemOfTarget() const
{
    const QString path = target();
    if (path.isEmpty())
        return isOneFile() ? tr("Name a file to write.") : tr("Name a folder to write to.");
    const QFileInfo info(path);
    if (!isOneFile())
        return info.isDir() ? QString() : tr("There is no such folder.");
    if (info.isDir())
        return tr("This is a folder. Add a name for the file.");
    return QFileInfo(info.path()).isDir() ? QString() : tr("There is no folder %1.").arg(visibleLine(info.path()));
}

void ExportDialog::browse()
{
    const QString chosen = isOneFile() ? QFileDialog::getSaveFileName(this, windowTitle(), target(), {}, nullptr,
                                                                      QFileDialog::DontConfirmOverwrite)
                                       : QFileDialog::getExistingDirectory(this, windowTitle(), target());
    if (!chosen.isEmpty())
        m_target->setText(chosen);
}

void ExportDialog::formatChosen()
{
    QString path = m_target->text();
    for (const ExportFormatRow &each : exportFormats()) {
        if (isOneFile() && path.endsWith(u'.' + each.suffix)) {
            path.chop(each.suffix.size());
            m_target->setText(path + m_choices->format().suffix);
            break;
        }
    }
    refresh();
}

void ExportDialog::refresh()
{
    const bool choosing = m_stage == Stage::Choosing;
    const QFileInfo there(target());
    const bool exists = isOneFile() && !there.isDir() && (there.exists() || there.isSymLink());
    const QString problem = problemOfTarget();
    m_choices->setChoosing(choosing);
    m_target->setEnabled(choosing);
    m_browse->setEnabled(choosing);
    m_replace->setVisible(choosing && exists);
    m_hint->setText(problem);
    m_hint->setVisible(choosing && !problem.isEmpty());
    m_progress->setVisible(m_stage == Stage::Writing);
    m_told->setVisible(!m_told->text().isEmpty());
    m_open->setVisible(m_stage == Stage::Done && !m_folder.isEmpty());
    m_export->setVisible(m_stage != Stage::Done);
    m_export->setEnabled(choosing && problem.isEmpty() && (!exists || m_replace->isChecked()));
    m_close->setText(m_stage == Stage::Done ? tr("Close") : tr("Cancel"));
    m_close->setAccessibleName(m_close->text());
    m_close->setDefault(m_stage == Stage::Done);
    makeRoom();
}

// A layout of wrapped lines does not tell how high it must be; what appears would be squeezed in. What the screen has
// no room for is scrolled to.
void ExportDialog::makeRoom()
{
    const QMargins margins = layout()->contentsMargins();
    const int inside = std::max(width(), minimumWidth()) - margins.left() - margins.right();
    QLayout *column = m_area->widget()->layout();
    column->activate();
    const int rest = margins.top() + margins.bottom() + layout()->spacing() + m_export->sizeHint().height();
    const int needed = column->totalHeightForWidth(inside) + rest;
    const int room = screen()->availableGeometry().height() - Theme::instance()->px(40); // its frame and title
    if (height() < std::min(needed, room))
        resize(width(), std::min(needed, room));
}

void ExportDialog::start()
{
    if (m_stage != Stage::Choosing || !m_export->isEnabled())
        return;
    ExportRequest request;
    request.sessions = m_sessions;
    request.options = m_choices->options();
    request.target = target();
    request.existing = m_replace->isChecked() ? Existing::Replace : Existing::Keep;
    m_folder = isOneFile() ? QFileInfo(request.target).path() : request.target;
    QSettings settings;
    settings.setValue(folderKey, m_folder);
    settings.setValue(formatKey, request.options.format);
    m_stage = Stage::Writing;
    m_told->clear();
    m_progress->setRange(0, 0);
    refresh();
    m_close->setFocus();
    m_exporter.start(request);
}

void ExportDialog::showProgress(int sessionsDone, qint64 events, qint64 total)
{
    constexpr int steps = 1000;
    m_progress->setRange(0, total > 0 ? steps : 0);
    m_progress->setValue(total > 0 ? static_cast<int>(std::min<qint64>(steps, events * steps / total)) : 0);
    m_told->setText(isOneFile() ? tr("%1 of %2 events").arg(countText(events), countText(total))
                                : tr("%1 of %2 sessions").arg(countText(sessionsDone), countText(m_sessions.size())));
    m_told->show();
}

void ExportDialog::finish(const ExportOutcome &outcome)
{
    m_told->setText(outcomeText(outcome, m_folder));
    // After a failure something else can be chosen and tried.
    m_stage = outcome.files.isEmpty() ? Stage::Choosing : Stage::Done;
    refresh();
    (m_stage == Stage::Done ? m_open : m_export)->setFocus();
}

void ExportDialog::openFolder()
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(m_folder));
}

void ExportDialog::reject()
{
    if (m_stage == Stage::Writing)
        m_exporter.cancel();
    else
        QDialog::reject();
}

void ExportDialog::restyle()
{
    const Theme *theme = Theme::instance();
    layout()->setContentsMargins(theme->px(20), theme->px(16), theme->px(20), theme->px(16));
    layout()->setSpacing(theme->px(10));
    m_area->widget()->layout()->setSpacing(theme->px(4));
    setMinimumWidth(theme->px(560));
    m_heading->setFont(theme->font(Face::Base, QFont::DemiBold));
    m_heading->setContentsMargins(0, theme->px(10), 0, 0);
    for (QLabel *each : {m_hint, m_promise}) {
        each->setFont(theme->font(Face::Row));
        setTextTone(each, Tone::Text2);
    }
}

} // namespace assay
