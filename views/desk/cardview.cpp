// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/desk/cardview.h"

#include <algorithm>
#include <utility>

#include <QCheckBox>
#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QScrollBar>
#include <QStyleOptionButton>
#include <QStylePainter>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

#include "models/data/skill/skillfile.h"
#include "views/desk/deskempty.h"
#include "views/desk/deskwords.h"
#include "views/desk/draftdiff.h"
#include "views/text/visibletext.h"
#include "views/widgets/elidedtext.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/ground.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int chipCount = 3;
constexpr int chipCharacters = 110;
constexpr int shownAsks = 4; // the figure beside the head tells how many there are
constexpr int askCharacters = 44;

QString asksText(const QString &title, int count, const QList<PastAsk> &asks, QChar mark)
{
    QString text = u"<b>%1</b> &nbsp;%2"_s.arg(title.toHtmlEscaped(), countText(count));
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const PastAsk &ask : asks.first(std::min<qsizetype>(shownAsks, asks.size()))) {
        const QString words = visibleLine(ask.text);
        text += u"<br>%1 %2 · %3"_s.arg(
            QString(mark),
            (words.size() > askCharacters ? words.left(askCharacters).trimmed() + u'…' : words).toHtmlEscaped(),
            relativeText(ask.at, now));
    }
    return text;
}

QString coverageText(const QString &coverage)
{
    const auto parsed = nlohmann::json::parse(coverage.toStdString(), nullptr, false);
    if (!parsed.is_object() || !parsed.contains("share") || !parsed["share"].is_number() ||
        parsed["share"].get<double>() <= 0)
        return {};
    const QString file = parsed.contains("file") && parsed["file"].is_string()
                             ? QString::fromStdString(parsed["file"].get<std::string>())
                             : QString();
    const int line = parsed.contains("line") && parsed["line"].is_number_integer() ? parsed["line"].get<int>() : 0;
    return CardView::tr("%1:%2 says %3 % of it already")
        .arg(visibleLine(file))
        .arg(line)
        .arg(static_cast<int>(parsed["share"].get<double>() * 100));
}

} // namespace

EvidenceChip::EvidenceChip(QWidget *parent)
    : QPushButton(parent)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setAccessibleName(tr("Evidence"));
}

void EvidenceChip::tell(int number, const QString &what, const QString &words)
{
    m_number = number;
    m_what = what;
    m_words = words;
    setAccessibleName(tr("Evidence %1: %2 %3").arg(number).arg(what, words));
    setVisible(true);
    update();
}

void EvidenceChip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    painter.drawControl(QStyle::CE_PushButtonBevel, option);
    const Theme *theme = Theme::instance();
    const QFont meta = theme->font(Face::Meta);
    const QRectF box(px(10), px(9), px(18), px(14));
    painter.setPen(theme->color(Tone::Accent));
    painter.setFont(meta);
    painter.drawRect(box);
    painter.drawText(box, Qt::AlignCenter, QString::number(m_number));
    const qreal left = box.right() + px(6);
    paintElided(painter, QRectF(left, px(8), width() - left - px(8), px(17)), m_what, meta, theme->color(Tone::Text3));
    paintElided(painter, QRectF(px(10), px(29), width() - px(18), px(18)), m_words, theme->font(Face::Row),
                theme->color(Tone::Text));
}

CardView::CardView(QWidget *parent)
    : QScrollArea(parent)
    , m_empty(new EmptyState(viewport()))
    , m_diff(new DraftDiff(this))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Candidate"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    build();
    connect(m_diff, &DraftDiff::evidenceRequested, this, &CardView::evidenceRequested);
    connect(Theme::instance(), &Theme::changed, this, &CardView::restyle);
    restyle();
}

QLabel *CardView::addLabel(QVBoxLayout *column, const QString &name)
{
    auto *label = new QLabel(this);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);   // what sessions said is no markup
    label->setAccessibleDescription(name); // its name is what it says
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(label);
    return label;
}

void CardView::build()
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    m_will = addLabel(column, tr("What will change"));
    m_will->setText(tr("What will change"));
    m_headline = addLabel(column, tr("The change in one sentence"));
    auto *chips = new QHBoxLayout;
    for (int i = 0; i < chipCount; ++i) {
        auto *chip = new EvidenceChip(content);
        connect(chip, &EvidenceChip::clicked, this, [this, chip] { Q_EMIT evidenceRequested(chip->number()); });
        chips->addWidget(chip, 1);
        m_chips.append(chip);
    }
    column->addLayout(chips);
    m_strength = addLabel(column, tr("How sure it is"));
    m_said = addLabel(column, tr("What it rests on"));
    m_file = addLabel(column, tr("The file"));
    column->addWidget(m_diff);
    auto *grid = new QGridLayout;
    auto *left = new QVBoxLayout;
    auto *right = new QVBoxLayout;
    m_asks = addLabel(left, tr("Past asks that would load it"));
    m_overlaps = addLabel(left, tr("Overlaps and conflicts"));
    m_misses = addLabel(right, tr("Near misses that stay silent"));
    m_cost = addLabel(right, tr("Cost"));
    m_flagHead = addLabel(right, tr("Flags"));
    m_flagColumn = new QVBoxLayout;
    right->addLayout(m_flagColumn);
    left->addStretch(1);
    right->addStretch(1);
    grid->addLayout(left, 0, 0);
    grid->addLayout(right, 0, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    m_write = addLabel(column, tr("What approving writes"));
    m_git = new QCheckBox(content);
    m_git->hide();
    column->addWidget(m_git);
    for (QLabel *label : {m_asks, m_misses, m_cost, m_overlaps, m_flagHead})
        label->setTextFormat(Qt::RichText);
    column->addStretch(1);
    setWidget(content);
    auto *instead = new QVBoxLayout(viewport()); // of the empty state alone: the content is placed by the area
    instead->addWidget(m_empty);
    connect(m_empty, &EmptyState::actRequested, this, &CardView::emptyActRequested);
}

void CardView::show(const CandidateRow &row, const QList<int> &telling, const QList<EvidenceRow> &evidence)
{
    m_claims = row.claims;
    m_empty->hide();
    m_headline->setText(visibleLine(row.sentence));
    m_strength->setText(strengthLine(row, QDateTime::currentMSecsSinceEpoch()));
    m_said->setText(visibleLine(row.strengthText));
    m_said->setVisible(!row.strengthText.isEmpty());
    showChips(telling, evidence);
    const SkillFile skill = parseSkill(row.draft);
    m_listingTokens =
        row.form == "skill"_L1 ? estimatedTokens(listingLine(skill, row.name)) : estimatedTokens(row.draft);
    m_bodyTokens = row.form == "skill"_L1 ? estimatedTokens(skill.body) : 0;
    m_cost->setText(u"<b>%1</b><br>%2"_s.arg(
        tr("Cost"), m_bodyTokens > 0
                        ? tr("%1 tokens in every listing · %2 when loaded").arg(m_listingTokens).arg(m_bodyTokens)
                        : tr("%1 tokens in every session").arg(m_listingTokens)));
    const QString covered = coverageText(row.coverage);
    m_overlaps->setText(u"<b>%1</b><br>%2"_s.arg(tr("Overlaps and conflicts"),
                                                 (covered.isEmpty() ? tr("none found") : covered).toHtmlEscaped()));
    m_asks->clear();
    m_misses->clear();
    m_diff->show({}, row.draft, row.claims);
    showFile(Face::Mono, tr("%1 · looking at the file …").arg(visibleLine(row.targetPath)));
    m_write->clear();
    m_git->hide();
    showFlags({});
    verticalScrollBar()->setValue(0);
    widget()->show();
}

void CardView::showChips(const QList<int> &telling, const QList<EvidenceRow> &evidence)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (qsizetype i = 0; i < m_chips.size(); ++i) {
        EvidenceChip *chip = m_chips[i];
        const bool there = i < telling.size() && telling[i] <= evidence.size();
        if (!there) {
            chip->hide();
            continue;
        }
        const EvidenceRow &row = evidence[telling[i] - 1];
        const QString words = visibleLine(row.excerpt).left(chipCharacters);
        chip->tell(telling[i], u"%1 · %2"_s.arg(roleWords(row.role), relativeText(row.at, now)),
                   words.isEmpty() ? tr("(opens in the transcript)") : u"“%1”"_s.arg(words));
        chip->setToolTip(tipText(words));
    }
}

void CardView::showFile(Face face, const QString &text)
{
    m_fileFace = face;
    m_file->setFont(Theme::instance()->font(face));
    m_file->setText(text);
}

void CardView::showPlan(const ShownPlan &plan)
{
    if (!plan.problem.isEmpty()) {
        showFile(Face::Base, u"⚠ "_s + visibleLine(plan.problem));
        m_write->setText(tr("It cannot be approved as it is."));
        return;
    }
    m_diff->show(plan.before, plan.after, m_claims);
    ShownPlan shown = plan;
    if (m_diff->hidden() > 0)
        shown.toTick.append(u"unseen"_s);
    const QString what = !plan.exists   ? tr("new file, nothing on disk")
                         : plan.hasBase ? tr("changes a file that Assay wrote")
                                        : tr("changes a file that Assay did not write");
    showFile(Face::Mono,
             u"%1   %2   +%3 −%4"_s.arg(visibleLine(plan.path), what).arg(m_diff->added()).arg(m_diff->removed()));
    showFlags(shown);
    QString text = tr("Approve writes %1 to %2").arg(bytesText(plan.bytes), visibleLine(plan.path));
    m_git->setVisible(plan.inRepository);
    m_git->setText(withoutMnemonics(tr("G   git add this file, no commit   (%1)").arg(visibleLine(plan.git))));
    if (!plan.lost.isEmpty())
        text += u"\n⚠ "_s + pluralText(plan.lost.size(), tr("%1 line that somebody else wrote would go: merge (M)"),
                                       tr("%1 lines that somebody else wrote would go: merge (M)"));
    if (!plan.shadow.isEmpty())
        text += u"\n⚠ "_s + visibleLine(plan.shadow);
    if (plan.hasErrors)
        text += u"\n⚠ "_s + tr("The draft is not valid yet: edit it (E).");
    m_write->setText(text);
}

void CardView::showFlags(const ShownPlan &plan)
{
    dropFlags();
    m_flagHead->setText(plan.toTick.isEmpty() && plan.findings.isEmpty()
                            ? u"<b>%1</b><br>%2"_s.arg(tr("Flags"), tr("none"))
                            : u"<b>%1</b> &nbsp;%2"_s.arg(tr("Flags"), tr("tick each to approve (T)")));
    for (const QString &flag : plan.toTick) {
        auto *box = new QCheckBox(withoutMnemonics(flagWords(flag)), this);
        box->setProperty("flag", flag);
        box->setAccessibleName(tr("Flag: %1").arg(flagWords(flag)));
        QStringList where;
        for (const QString &finding : plan.findings) {
            if (finding.contains(u'[' + flag + u']'))
                where.append(finding);
        }
        box->setToolTip(tipText(where.join(u'\n')));
        box->setFont(Theme::instance()->font(Face::Row));
        connect(box, &QCheckBox::toggled, this, &CardView::ticksChanged);
        m_flagColumn->addWidget(box);
        m_flags.append(box);
    }
}

// The key that ticked one left the focus there; no other key would be heard once it is gone.
void CardView::dropFlags()
{
    if (std::any_of(m_flags.begin(), m_flags.end(), [](const QCheckBox *box) { return box->hasFocus(); }))
        Q_EMIT focusLeft();
    qDeleteAll(std::exchange(m_flags, {}));
}

void CardView::showTriggers(const TriggerPreview &preview)
{
    m_asks->setText(asksText(tr("Past asks that would load it"), preview.met, preview.asks, u'✓'));
    m_misses->setText(asksText(tr("Near misses that stay silent"), preview.near, preview.misses, u'–'));
}

void CardView::showEmpty(const DeskEmpty &empty)
{
    clear();
    m_empty->tell(empty.icon, empty.title, empty.text, empty.actText);
}

void CardView::showError(const QString &what)
{
    clear();
    m_empty->showError(what);
}

void CardView::clear()
{
    m_claims.clear();
    widget()->hide();
    m_empty->show();
    for (QLabel *label :
         {m_headline, m_strength, m_said, m_file, m_asks, m_misses, m_cost, m_overlaps, m_flagHead, m_write})
        label->clear();
    for (EvidenceChip *chip : std::as_const(m_chips))
        chip->hide();
    dropFlags();
    m_git->hide();
    m_diff->show({}, {}, {});
}

QStringList CardView::ticked() const
{
    QStringList flags;
    for (const QCheckBox *box : m_flags) {
        if (box->isChecked())
            flags.append(box->property("flag").toString());
    }
    return flags;
}

int CardView::unticked() const
{
    return static_cast<int>(m_flags.size() - ticked().size());
}

void CardView::tickNext()
{
    const auto it =
        std::find_if(m_flags.begin(), m_flags.end(), [](const QCheckBox *box) { return !box->isChecked(); });
    if (it == m_flags.end())
        return;
    (*it)->setChecked(true);
    (*it)->setFocus();
    ensureWidgetVisible(*it);
}

bool CardView::addsToGit() const
{
    return m_git->isVisibleTo(this) && m_git->isChecked();
}

void CardView::toggleGit()
{
    if (m_git->isVisibleTo(this))
        m_git->toggle();
}

QString CardView::headline() const
{
    return m_headline->text();
}

void CardView::restyle()
{
    const Theme *theme = Theme::instance();
    for (QWidget *each : {widget(), viewport()}) {
        setGround(each, Tone::Document);
        each->setAutoFillBackground(true);
    }
    widget()->layout()->setContentsMargins(theme->px(16), theme->px(12), theme->px(16), theme->px(10));
    widget()->layout()->setSpacing(theme->px(7));
    QFont headline = theme->font(Face::Prompt, QFont::DemiBold);
    headline.setPixelSize(theme->px(17));
    m_headline->setFont(headline);
    m_will->setFont(theme->font(Face::Meta));
    for (QLabel *label : {m_strength, m_said})
        label->setFont(theme->font(Face::Base));
    for (QLabel *label : {m_asks, m_misses, m_cost, m_overlaps, m_flagHead, m_write})
        label->setFont(theme->font(Face::Row));
    m_file->setFont(theme->font(m_fileFace));
    m_git->setFont(theme->font(Face::Row));
    for (EvidenceChip *chip : std::as_const(m_chips))
        chip->setFixedHeight(theme->px(56));
}

} // namespace assay
