// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/export/exportdialog.h"

#include <QButtonGroup>
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
#include <QRadioButton>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>

#include "models/data/query/sessionquery.h"
#include "models/items/ask.h"
#include "views/export/exportwords.h"
#include "views/text/visibletext.h"
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

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

ExportDialog::ExportDialog(QueryRunner *runner, const QList<qint64> &sessionIds, QWidget *parent)
    : QDialog(parent)
    , m_runner(runner)
    , m_exporter(runner->storeFile())
    , m_sessions(sessionIds)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(isOneFile() ? tr("Export session") : tr("Export %1 sessions").arg(countText(m_sessions.size())));
    auto *column = new QVBoxLayout(this);
    addFormats(column);
    addChoices(column);
    addTarget(column);
    addOutcome(column);
    addButtons(column);
    connect(&m_exporter, &SessionExporter::progress, this, &ExportDialog::showProgress);
    connect(&m_exporter, &SessionExporter::finished, this, &ExportDialog::finish);
    connect(Theme::instance(), &Theme::changed, this, &ExportDialog::restyle);
    m_target->setText(rememberedFolder());
    restyle();
    formatChosen();
    if (isOneFile())
        askForNames();
}

void ExportDialog::addFormats(QVBoxLayout *column)
{
    m_headings.append(plainLabel(tr("Format"), this));
    column->addWidget(m_headings.last());
    m_formats = new QButtonGroup(this);
    const QString last = QSettings().value(formatKey).toString();
    for (int i = 0; i < exportFormats().size(); ++i) {
        const QString &name = exportFormats()[i].name;
        auto *button = new QRadioButton(formatTitle(name), this);
        auto *sentence = plainLabel(formatSentence(name), this);
        button->setObjectName(name);
        button->setAccessibleName(formatTitle(name));
        button->setAccessibleDescription(formatSentence(name));
        button->setChecked(i == 0 || name == last);
        m_formats->addButton(button, i);
        m_sentences.append(sentence);
        column->addWidget(button);
        column->addWidget(sentence);
    }
    connect(m_formats, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on)
            formatChosen();
    });
}

void ExportDialog::addChoices(QVBoxLayout *column)
{
    m_headings.append(plainLabel(tr("Include"), this));
    column->addWidget(m_headings.last());
    const auto choice = [&](const char *name, const QString &text) {
        auto *box = new QCheckBox(text, this);
        box->setObjectName(QLatin1StringView(name));
        box->setAccessibleName(text);
        box->setChecked(true);
        column->addWidget(box);
        return box;
    };
    m_thinking = choice("thinking", tr("&Thinking"));
    m_outputs = choice("outputs", tr("&Outputs of tool calls"));
    m_subagents = choice("subagents", tr("&Sub-agents"));
}

void ExportDialog::addTarget(QVBoxLayout *column)
{
    m_headings.append(plainLabel(isOneFile() ? tr("File") : tr("Folder"), this));
    column->addWidget(m_headings.last());
    auto *row = new QHBoxLayout;
    m_target = new QLineEdit(this);
    m_target->setObjectName(u"target"_s);
    m_target->setAccessibleName(isOneFile() ? tr("File to write") : tr("Folder to write to"));
    m_headings.last()->setBuddy(m_target);
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
    m_hint = plainLabel({}, this);
    m_hint->setObjectName(u"hint"_s);
    m_sentences.append(m_hint);
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
    m_sentences.append(plainLabel(tr("An export holds what the transcript held: prompts, files, outputs. Secrets that "
                                     "were recognised are masked in it."),
                                  this));
    column->addWidget(m_sentences.last());
    m_progress = new QProgressBar(this);
    m_progress->setAccessibleName(tr("Progress of the export"));
    m_progress->setTextVisible(false);
    column->addWidget(m_progress);
    m_told = plainLabel({}, this);
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
    row->addWidget(m_open);
    row->addStretch(1);
    row->addWidget(m_close);
    row->addWidget(m_export);
    column->addStretch(1);
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
                m_target->setText(QDir(before).filePath(exportFileName(m_only, format())));
            refresh();
        });
}

const ExportFormatRow &ExportDialog::format() const
{
    return exportFormats().at(std::max(0, m_formats->checkedId()));
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
            m_target->setText(path + format().suffix);
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
    for (QAbstractButton *each : m_formats->buttons())
        each->setEnabled(choosing);
    m_thinking->setEnabled(choosing);
    m_outputs->setEnabled(choosing && format().canLeaveOutputs);
    m_subagents->setEnabled(choosing && format().hasSubagents);
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

// A layout of wrapped lines does not tell how high it must be; what appears would be squeezed in.
void ExportDialog::makeRoom()
{
    layout()->activate();
    const int needed = layout()->totalHeightForWidth(std::max(width(), minimumWidth()));
    if (height() < needed)
        resize(width(), needed);
}

void ExportDialog::start()
{
    if (m_stage != Stage::Choosing || !m_export->isEnabled())
        return;
    ExportRequest request;
    request.sessions = m_sessions;
    request.options = {.format = format().name,
                       .thinking = m_thinking->isChecked(),
                       .outputs = m_outputs->isChecked(),
                       .subagents = m_subagents->isChecked()};
    request.target = target();
    request.existing = m_replace->isChecked() ? Existing::Replace : Existing::Keep;
    m_folder = isOneFile() ? QFileInfo(request.target).path() : request.target;
    QSettings settings;
    settings.setValue(folderKey, m_folder);
    settings.setValue(formatKey, format().name);
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
    layout()->setSpacing(theme->px(4));
    setMinimumWidth(theme->px(480));
    for (QLabel *each : m_headings) {
        each->setFont(theme->font(Face::Base, QFont::DemiBold));
        each->setContentsMargins(0, each == m_headings.first() ? 0 : theme->px(10), 0, 0);
    }
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, theme->color(Tone::Text2));
    for (QLabel *each : m_sentences) {
        // Those of the formats stand below the words of their buttons.
        each->setIndent(theme->px(m_sentences.indexOf(each) < exportFormats().size() ? 22 : 0));
        each->setFont(theme->font(Face::Row));
        each->setPalette(dim);
    }
    makeRoom();
}

} // namespace assay
