// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/now/nowpage.h"

#include <algorithm>

#include <QButtonGroup>
#include <QClipboard>
#include <QDateTime>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBrowser>
#include <QTimer>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include "models/data/filter/filter.h"
#include "models/data/memory/notedocument.h"
#include "models/data/query/askquery.h"
#include "models/items/ask.h"
#include "views/now/askbar.h"
#include "views/now/daysdialog.h"
#include "views/now/nowevidence.h"
#include "views/now/nowlists.h"
#include "views/now/nowwords.h"
#include "views/shell/panesplitter.h"
#include "views/text/visibletext.h"
#include "views/widgets/elidedlabel.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/icons.h"
#include "views/widgets/loadingbar.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int freshnessMs = 1000;
constexpr qint64 rereadMs = 15'000; // windows that end now move
constexpr qint64 leastPauseMs = 500;
constexpr qint64 mostPauseMs = 10'000;

// Recorded text stands in it: nothing is loaded, whatever it names.
class QuietBrowser final : public QTextBrowser {
public:
    using QTextBrowser::QTextBrowser;
    QVariant loadResource(int, const QUrl &) override { return {}; }
};

} // namespace

NowPage::NowPage(QueryRunner *runner, QWidget *parent)
    : QWidget(parent)
    , m_runner(runner)
    , m_lists(new NowLists(this))
    , m_evidence(new NowEvidencePane(this))
    , m_bar(new AskBar(this))
    , m_text(new QuietBrowser(this))
    , m_empty(new EmptyState(this))
    , m_loading(new LoadingBar(this))
    , m_clock(new QTimer(this))
    , m_soon(new QTimer(this))
{
    auto *document = new QWidget(this);
    auto *column = new QVBoxLayout(document);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(m_bar);
    column->addWidget(m_loading);
    column->addWidget(m_text, 1);
    column->addWidget(m_empty, 1);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(new PaneSplitter(m_lists, document, m_evidence, this));
    m_empty->hide();
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setAccessibleName(tr("Summary"));
    connectParts();
    connect(Theme::instance(), &Theme::changed, this, &NowPage::restyle);
    restyle();
}

QWidget *NowPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    m_title = new ElidedLabel(head);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // it gives way, the freshness does not
    row->addWidget(m_title, 1);
    m_windows = new QButtonGroup(this);
    const QList<QPair<NowWindow, QString>> windows = {{NowWindow::Minutes15, tr("15 min")},
                                                      {NowWindow::Hour, tr("1 h")},
                                                      {NowWindow::Today, tr("Today")},
                                                      {NowWindow::Week, tr("7 days")},
                                                      {NowWindow::Custom, tr("Days…")}};
    for (const auto &[window, name] : windows) {
        auto *button = new QToolButton(head);
        button->setText(name);
        button->setCheckable(true);
        button->setChecked(window == m_window);
        button->setFocusPolicy(Qt::TabFocus);
        m_windows->addButton(button, static_cast<int>(window));
        row->addWidget(button);
    }
    m_fresh = new QLabel(head);
    m_fresh->setAccessibleName(tr("How far summaries are behind"));
    row->addWidget(m_fresh);
    auto *copy = new QToolButton(head);
    copy->setIcon(themeIcon(u"copy"_s));
    copy->setAccessibleName(tr("Copy the summary as Markdown"));
    copy->setToolTip(tr("Copy the summary as Markdown"));
    connect(copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(markdown()); });
    row->addWidget(copy);
    return head;
}

void NowPage::connectParts()
{
    connect(m_windows, &QButtonGroup::idClicked, this, [this](int id) {
        if (static_cast<NowWindow>(id) == NowWindow::Custom)
            chooseDays();
        else
            setWindow(static_cast<NowWindow>(id));
    });
    connect(m_lists, &NowLists::scopeChosen, this, &NowPage::setScope);
    connect(m_lists, &NowLists::sessionRequested, this, &NowPage::sessionRequested);
    connect(m_lists, &NowLists::questionChosen, this, &NowPage::ask);
    connect(m_bar, &AskBar::asked, this, &NowPage::ask);
    connect(m_bar, &AskBar::corrected, this, &NowPage::readAnswer);
    connect(m_bar, &AskBar::cleared, this, [this] {
        m_answer.reset();
        m_question.reset();
        showDocument();
    });
    connect(m_evidence, &NowEvidencePane::eventRequested, this, &NowPage::eventRequested);
    connect(m_text, &QTextBrowser::anchorClicked, this, &NowPage::openLink);
    connect(m_empty, &EmptyState::actRequested, this, &NowPage::read);
    connect(m_clock, &QTimer::timeout, this, [this] {
        tellFreshness();
        const bool moves = m_contents && QDateTime::currentMSecsSinceEpoch() - m_contents->readAt > rereadMs;
        if (isVisible() && moves && m_window != NowWindow::Custom)
            readSoon();
    });
    m_soon->setSingleShot(true);
    connect(m_soon, &QTimer::timeout, this, &NowPage::readAgain);
    m_clock->setTimerType(Qt::CoarseTimer);
}

void NowPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_clock->start(freshnessMs);
    if (m_isStale)
        read();
}

void NowPage::refresh()
{
    m_isStale = true;
    if (isVisible())
        readSoon();
}

// A reading is never cut off by what is stored meanwhile, or none would end while sessions run; and the next one leaves
// the machine to others for as long as the last one took, and more.
void NowPage::readSoon()
{
    if (m_isReading)
        m_readAgain = true;
    else if (!m_soon->isActive())
        m_soon->start(static_cast<int>(m_contents ? leastPauseMs + std::min(m_lastMs * 4, mostPauseMs) : 0));
}

void NowPage::readAgain()
{
    read();
    if (m_question && m_answer && !m_isAnswering)
        readAnswer(askedAt(*m_question, FilterClock::system()));
}

void NowPage::setScope(const NowScope &scope)
{
    m_scope = scope;
    read();
}

void NowPage::setWindow(NowWindow window)
{
    m_window = window;
    m_windows->button(static_cast<int>(window))->setChecked(true);
    read();
}

void NowPage::setDays(const TimeSpan &span)
{
    m_custom = span;
    setWindow(NowWindow::Custom);
}

void NowPage::chooseDays()
{
    const TimeSpan before = m_custom.isEmpty() ? spanOf(NowWindow::Today, {}) : m_custom;
    auto *dialog = new DaysDialog(before, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DaysDialog::chosen, this, &NowPage::setDays);
    connect(dialog, &QDialog::rejected, this,
            [this] { m_windows->button(static_cast<int>(m_window))->setChecked(true); });
    dialog->open();
}

void NowPage::ask(const QString &text)
{
    m_bar->field()->setText(text);
    m_lists->addQuestion(text);
    // It is meant, where the question says nothing else.
    m_askedScope = m_scope;
    m_isNew = true;
    readAnswer(parseAsk(text, FilterClock::system()));
}

void NowPage::focusField()
{
    m_bar->field()->setFocus();
    m_bar->field()->selectAll();
}

void NowPage::read()
{
    m_isStale = false;
    m_readAgain = false;
    m_isReading = true;
    m_readBegun.start();
    m_loading->begin();
    const TimeSpan span = spanOf(m_window, m_custom);
    assay::ask<NowContents>(
        *m_runner, QueryRunner::Lane::Figures, this, true,
        [scope = m_scope, span](Database &db) { return readNow(db, scope, span); },
        [this](const Result<NowContents> &read) { showContents(read); });
}

void NowPage::readAnswer(const AskQuestion &question)
{
    m_question = question;
    m_isAnswering = true;
    m_asked.start();
    m_loading->begin();
    AskRequest request;
    request.question = question;
    request.zone = QTimeZone::systemTimeZone();
    const bool saysWhere = !question.project.isEmpty() || !question.session.isEmpty() || question.everywhere;
    request.projectId = saysWhere ? 0 : m_askedScope.projectId;
    if (!saysWhere)
        request.question.session = m_askedScope.uuid;
    assay::ask<AskAnswer>(
        *m_runner, QueryRunner::Lane::Search, m_bar, true, [request](Database &db) { return askStore(db, request); },
        [this](const Result<AskAnswer> &answer) { showAnswer(answer); });
}

void NowPage::showContents(const Result<NowContents> &read)
{
    m_isReading = false;
    m_lastMs = m_readBegun.elapsed();
    if (m_readAgain)
        readSoon();
    m_loading->end();
    if (!read && read.error().code == Error::Code::NotFound && m_scope.sessionId != 0) {
        setScope({}); // the session was deleted
        return;
    }
    m_text->setVisible(read.has_value());
    m_empty->setVisible(!read);
    if (!read && read.error().code == Error::Code::NotFound)
        m_empty->tell(
            u"now"_s, tr("Nothing was recorded yet"),
            tr("What was asked, done and left open is told here as soon as sessions are imported or captured."),
            tr("Look again"));
    else if (!read)
        m_empty->showError(read.error().what);
    if (!read)
        return;
    m_contents = *read;
    if (m_scope.sessionId != 0 && m_scope.sessionId == read->scope.sessionId)
        m_scope = read->scope; // its title may be another by now
    m_bar->setProjects(read->projects);
    const QString workspace = QFileInfo(m_runner->storeFile()).completeBaseName();
    m_lists->show(*read, workspace);
    m_title->setText(nowTitle(m_window, *read, workspace));
    m_title->setToolTip(tipText(m_title->text() + u'\n' + spanWords(read->span)));
    tellFreshness();
    showDocument();
}

void NowPage::showAnswer(const Result<AskAnswer> &answer)
{
    m_isAnswering = false;
    m_loading->end();
    if (!m_question)
        return; // it was cleared meanwhile
    if (!answer) {
        m_answer.reset();
        m_bar->showFailure(answer.error().what);
    } else {
        m_answer = *answer;
        m_bar->setAnswer(*answer, m_asked.elapsed());
        if (std::exchange(m_isNew, false))
            m_lists->noteAnswer(*answer);
    }
    showDocument();
}

void NowPage::showDocument()
{
    NowDocument document(devicePixelRatioF());
    if (m_answer)
        document.addAnswer(*m_answer);
    if (m_contents)
        document.addSummary(*m_contents);
    m_citations = document.citations();
    const int place = m_text->verticalScrollBar()->value();
    m_text->clear();
    for (auto image = document.images().begin(); image != document.images().end(); ++image)
        m_text->document()->addResource(QTextDocument::ImageResource, QUrl(image.key()), image.value());
    m_text->setHtml(document.html());
    m_text->verticalScrollBar()->setValue(place);
}

void NowPage::openLink(const QUrl &link)
{
    bool isNumber = false;
    const qint64 number = link.path().toLongLong(&isNumber);
    if (!isNumber)
        return;
    if (link.scheme() == "session"_L1) {
        Q_EMIT sessionRequested(number);
    } else if (link.scheme() == "evidence"_L1 && number < m_citations.size()) {
        const Citation cited = m_citations[number];
        assay::ask<QList<NowEvidence>>(
            *m_runner, QueryRunner::Lane::Paging, m_evidence, true,
            [cited](Database &db) { return readEvidence(db, cited.events); },
            [this, cited](const Result<QList<NowEvidence>> &read) {
                m_evidence->show(read ? cited.what : read.error().what, read ? *read : QList<NowEvidence>(),
                                 cited.events[cited.current]);
            });
    }
}

QString NowPage::markdown() const
{
    if (!m_contents)
        return {};
    NoteDocument note;
    note.scope = m_scope.sessionId != 0   ? u"session "_s + m_scope.name
                 : m_scope.projectId != 0 ? u"project "_s + m_scope.name
                                          : u"workspace"_s;
    note.span = m_contents->span;
    note.zone = QTimeZone::systemTimeZone();
    note.currentTo = m_contents->fresh.currentTo(m_contents->readAt);
    note.bullets = m_contents->notes;
    return noteMarkdown(note);
}

QString NowPage::freshness() const
{
    return m_fresh->text();
}

void NowPage::tellFreshness()
{
    if (!m_contents)
        return;
    const qint64 to = m_contents->fresh.currentTo(m_contents->readAt);
    m_fresh->setText(to < 0 ? tr("Not summed up yet")
                            : tr("Current to %1").arg(agoText(to, QDateTime::currentMSecsSinceEpoch())));
    m_fresh->setToolTip(to < 0 ? QString() : isoText(to));
}

void NowPage::restyle()
{
    const Theme *theme = Theme::instance();
    m_title->setFont(theme->font(Face::Prompt));
    m_fresh->setFont(theme->font(Face::Row));
    m_text->setFont(theme->font(Face::Base));
    m_text->document()->setDocumentMargin(theme->px(16));
    showDocument();
}

} // namespace assay
