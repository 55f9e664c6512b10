// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/desk/skilleditor.h"

#include <algorithm>

#include <QApplication>
#include <QDateTime>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QThreadPool>
#include <QTimer>
#include <QVBoxLayout>

#include "models/data/skill/skillfile.h"
#include "views/desk/drafttext.h"
#include "views/text/markdown.h"
#include "views/text/visibletext.h"
#include "views/widgets/assaystyle.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"
#include "views/widgets/wraplayout.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int checkDelayMs = 120;         // so that typing does not wait for the check
constexpr qsizetype longText = 16 * 1024; // bytes; what is longer is checked beside the window

// As it stands in an editor: a no-break space stays one, and every end of a line is "\n".
QString plainTextOf(const QPlainTextEdit *edit)
{
    QString text = edit->document()->toRawText();
    return text.replace(QChar::ParagraphSeparator, u'\n');
}

QString withPlainEnds(const QString &text)
{
    QString plain = text;
    return plain.replace("\r\n"_L1, "\n"_L1);
}

// `typed` has "\n" ends. Lines that were not touched get the end back that they had in `before`, others the one that
// its first line has.
QString withEndsOf(const QString &before, const QString &typed)
{
    if (!before.contains("\r\n"_L1))
        return typed;
    const QStringList old = before.split(u'\n');
    const QStringList now = typed.split(u'\n');
    const auto bare = [](const QString &line) { return line.endsWith(u'\r') ? line.chopped(1) : line; };
    qsizetype head = 0;
    const qsizetype most = std::min(old.size(), now.size());
    while (head < most && bare(old[head]) == now[head])
        ++head;
    qsizetype tail = 0;
    while (tail < most - head && bare(old[old.size() - 1 - tail]) == now[now.size() - 1 - tail])
        ++tail;
    QStringList lines = now;
    for (qsizetype i = 0; i + 1 < lines.size(); ++i) { // the last has no end
        const qsizetype fromEnd = lines.size() - 1 - i;
        const QString &model = i < head ? old[i] : fromEnd < tail ? old[old.size() - 1 - fromEnd] : old[0];
        if (model.endsWith(u'\r'))
            lines[i] += u'\r';
    }
    return lines.join(u'\n');
}

QString severityMark(LintSeverity severity)
{
    return severity == LintSeverity::Note      ? u"ⓘ"_s
           : severity == LintSeverity::Warning ? u"⚠"_s
           : severity == LintSeverity::Danger  ? u"⚠⚠"_s
                                               : u"✗"_s;
}

QString counterText(qsizetype length, qsizetype most)
{
    return SkillEditor::tr("%1 of %2 %3")
        .arg(countText(length), countText(most), length >= 1 && length <= most ? u"✓"_s : u"✗"_s);
}

QString previewHtml(const QString &markdown)
{
    QString html;
    for (const MarkdownPiece &piece : readMarkdown(markdown).pieces)
        html += piece.kind == MarkdownPiece::Kind::Html ? piece.content
                                                        : u"<pre>%1</pre>"_s.arg(piece.content.toHtmlEscaped());
    return html;
}

// A document has its own idea of how large a heading is, which no style sheet changes.
void sizeHeadings(QTextDocument &document)
{
    const Theme *theme = Theme::instance();
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const int level = block.blockFormat().headingLevel();
        for (auto it = block.begin(); level > 0 && !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            QTextCursor cursor(&document);
            cursor.setPosition(fragment.position());
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
            QTextCharFormat format = fragment.charFormat();
            format.clearProperty(QTextFormat::FontSizeAdjustment);
            format.setProperty(QTextFormat::FontPixelSize, theme->px(level == 1 ? 17 : level == 2 ? 15 : 14));
            cursor.setCharFormat(format);
        }
    }
}

} // namespace

SkillEditor::SkillEditor(QWidget *parent)
    : QWidget(parent)
    , m_remark(new QLabel(this))
    , m_front(new QWidget(this))
    , m_name(new QLineEdit(m_front))
    , m_nameRule(new QLabel(m_front))
    , m_description(new QPlainTextEdit(m_front))
    , m_descriptionRule(new QLabel(m_front))
    , m_source(new DraftText(this))
    , m_preview(new QTextBrowser(this))
    , m_checks(new QListWidget(this))
    , m_seen(new QLabel(this))
    , m_revisions(new QListWidget(this))
    , m_restore(new QPushButton(tr("Restore this revision"), this))
    , m_save(new QPushButton(tr("Ctrl ⏎   Save, back to the card"), this))
    , m_close(new QPushButton(tr("Esc   Back, keep the draft"), this))
    , m_discard(new QPushButton(tr("Discard draft"), this))
    , m_checkSoon(new QTimer(this))
{
    m_checkSoon->setSingleShot(true);
    m_checkSoon->setInterval(checkDelayMs);
    build();
    connect(m_checkSoon, &QTimer::timeout, this, &SkillEditor::check);
    connect(m_name, &QLineEdit::textEdited, this,
            [this](const QString &name) { setText(withSkillEntry(m_text, u"name"_s, name), m_name); });
    connect(m_description, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_setting)
            setText(withSkillEntry(m_text, u"description"_s, plainTextOf(m_description)), m_description);
    });
    connect(m_source, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_setting)
            setText(withEndsOf(m_text, plainTextOf(m_source)), m_source);
    });
    connect(m_checks, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        const QTextBlock block = m_source->document()->findBlockByNumber(item->data(Qt::UserRole).toInt() - 1);
        m_source->setTextCursor(QTextCursor(block));
        m_source->setFocus();
    });
    connect(m_restore, &QPushButton::clicked, this, &SkillEditor::restoreRevision);
    connect(m_save, &QPushButton::clicked, this, &SkillEditor::saveRequested);
    connect(m_close, &QPushButton::clicked, this, &SkillEditor::closeRequested);
    connect(m_discard, &QPushButton::clicked, this, &SkillEditor::discardRequested);
    connect(Theme::instance(), &Theme::changed, this, &SkillEditor::restyle);
    restyle();
}

void SkillEditor::build()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    auto *main = new QVBoxLayout;
    auto *form = new QFormLayout(m_front);
    m_name->setAccessibleName(tr("Name"));
    m_description->setAccessibleName(tr("Description"));
    m_description->setTabChangesFocus(true);
    auto *nameRow = new QHBoxLayout;
    nameRow->addWidget(m_name, 1);
    nameRow->addWidget(m_nameRule);
    auto *descriptionRow = new QHBoxLayout;
    descriptionRow->addWidget(m_description, 1);
    descriptionRow->addWidget(m_descriptionRule);
    form->addRow(tr("name"), nameRow);
    form->addRow(tr("description"), descriptionRow);
    m_remark->setWordWrap(true);
    m_remark->setTextFormat(Qt::PlainText);
    m_remark->hide();
    main->addWidget(m_remark);
    main->addWidget(m_front);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setAccessibleName(tr("Text and preview"));
    m_source->setAccessibleName(tr("Text of the draft"));
    m_preview->setAccessibleName(tr("Preview"));
    m_preview->setOpenLinks(false);
    split->addWidget(m_source);
    split->addWidget(m_preview);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    main->addWidget(split, 1);
    auto *bar = new QWidget(this);
    auto *acts = new WrapLayout(bar);
    acts->setSpacing(Theme::instance()->px(6));
    const int edge = Theme::instance()->px(9);
    acts->setContentsMargins(edge, 0, edge, edge);
    m_save->setProperty(AssayStyle::primaryProperty, true);
    for (QPushButton *button : {m_save, m_close, m_discard})
        acts->addWidget(button);
    main->addWidget(bar);
    row->addLayout(main, 3);
    buildSide(row);
}

void SkillEditor::buildSide(QHBoxLayout *row)
{
    auto *side = new QVBoxLayout;
    const int edge = Theme::instance()->px(9);
    side->setContentsMargins(0, edge, edge, edge);
    const auto add = [this, side](const QString &title, QWidget *widget, int stretch) {
        auto *head = new QLabel(title, this);
        head->setFont(Theme::instance()->font(Face::Row, QFont::DemiBold));
        head->setBuddy(widget);
        if (qobject_cast<QLabel *>(widget) == nullptr)
            widget->setAccessibleName(title);
        else
            widget->setAccessibleDescription(title); // its name is what it says
        side->addWidget(head);
        side->addWidget(widget, stretch);
    };
    m_checks->setWordWrap(true);
    m_seen->setWordWrap(true);
    m_seen->setTextFormat(Qt::PlainText);
    add(tr("Checks"), m_checks, 3);
    add(tr("What the agent will see"), m_seen, 0);
    add(tr("Revisions"), m_revisions, 2);
    side->addWidget(m_restore);
    row->addLayout(side, 1);
}

void SkillEditor::open(const QString &candidate, const QString &form, const QString &text,
                       const QList<RevisionRow> &revisions)
{
    m_candidate = candidate;
    m_form = form;
    m_remark->hide();
    m_history = revisions;
    m_opened = text;
    m_front->setVisible(form == "skill"_L1);
    m_preview->setVisible(form == "skill"_L1);
    m_revisions->clear();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const RevisionRow &each : revisions)
        m_revisions->addItem(tr("%1  %2  %3")
                                 .arg(relativeText(each.at, now),
                                      each.author == "person"_L1 ? tr("yours") : tr("mined"),
                                      tr("%1 tokens").arg(each.tokens)));
    m_revisions->setCurrentRow(0);
    setText(text, nullptr);
    check();
    m_source->setFocus();
}

QPlainTextEdit *SkillEditor::source() const
{
    return m_source;
}

void SkillEditor::setText(const QString &text, const QWidget *except)
{
    m_setting = true;
    m_text = text;
    const SkillFile skill = parseSkill(text);
    if (except != m_source && plainTextOf(m_source) != withPlainEnds(text))
        m_source->setPlainText(withPlainEnds(text));
    if (except != m_name)
        m_name->setText(skill.value(u"name"));
    if (except != m_description && plainTextOf(m_description) != skill.value(u"description"))
        m_description->setPlainText(skill.value(u"description"));
    m_nameRule->setText(counterText(skill.value(u"name").size(), 64));
    m_descriptionRule->setText(counterText(skill.value(u"description").size(), 1024));
    const int widest = std::max(m_nameRule->sizeHint().width(), m_descriptionRule->sizeHint().width());
    for (QLabel *rule : {m_nameRule, m_descriptionRule})
        rule->setMinimumWidth(std::max(widest, rule->minimumWidth())); // the fields end below each other
    m_setting = false;
    m_checkSoon->start();
    Q_EMIT textChanged(m_text);
}

void SkillEditor::check()
{
    const QByteArray bytes = m_text.toUtf8();
    const bool isSkill = m_form == "skill"_L1;
    const auto lint = [bytes, isSkill, name = m_name->text()] {
        return isSkill ? lintSkill(bytes, {u"SKILL.md"_s, name}) : lintText(bytes);
    };
    const int number = ++m_checking;
    if (bytes.size() <= longText) {
        checked(lint());
        return;
    }
    const QPointer<SkillEditor> self(this);
    QThreadPool::globalInstance()->start([self, lint, number] {
        const auto findings = lint();
        QMetaObject::invokeMethod(qApp, [self, findings, number] {
            if (self && self->m_checking == number)
                self->checked(findings);
        });
    });
}

void SkillEditor::checked(const QList<LintFinding> &findings)
{
    m_findings = findings;
    m_checks->clear();
    for (const LintFinding &each : std::as_const(m_findings)) {
        auto *item = new QListWidgetItem(
            tr("%1 line %2  %3").arg(severityMark(each.severity)).arg(each.line).arg(each.message), m_checks);
        item->setData(Qt::UserRole, each.line);
    }
    if (m_findings.isEmpty())
        m_checks->addItem(tr("✓ Valid; nothing hidden, nothing that runs by itself"));
    m_source->mark(m_findings);
    showSeen();
}

void SkillEditor::showSeen()
{
    const SkillFile skill = parseSkill(m_text);
    if (m_form != "skill"_L1) {
        m_seen->setText(
            tr("In every session, %1 tokens: %2").arg(estimatedTokens(m_text)).arg(visibleText(m_text.trimmed())));
        return;
    }
    const QString listing = listingLine(skill, m_name->text());
    m_seen->setText(tr("In every listing, %1 tokens:\n%2\nWhen loaded, %3 tokens")
                        .arg(estimatedTokens(listing))
                        .arg(visibleLine(listing.left(400)))
                        .arg(estimatedTokens(skill.body)));
    m_preview->setHtml(previewHtml(skill.body));
    sizeHeadings(*m_preview->document());
}

void SkillEditor::restoreRevision()
{
    const int row = m_revisions->currentRow();
    if (row >= 0 && row < m_history.size())
        setText(m_history[row].text, nullptr);
}

void SkillEditor::remark(const QString &what)
{
    m_remark->setText(u"⚠ "_s + what);
    m_remark->show();
}

void SkillEditor::restyle()
{
    const Theme *theme = Theme::instance();
    m_description->setFont(theme->font(Face::Base));
    for (QLabel *rule : {m_nameRule, m_descriptionRule})
        rule->setMinimumWidth(0); // it is as wide as its letters again
    m_description->setFixedHeight(theme->px(62));
    m_preview->setFont(theme->font(Face::Prose));
    sizeHeadings(*m_preview->document());
    for (QWidget *widget : QList<QWidget *>{m_remark, m_checks, m_seen, m_revisions, m_nameRule, m_descriptionRule})
        widget->setFont(theme->font(Face::Row));
}

} // namespace assay
