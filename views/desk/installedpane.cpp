// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/desk/installedpane.h"

#include <algorithm>
#include <array>
#include <utility>

#include <QCheckBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

#include "models/items/ask.h"
#include "views/desk/deskdoor.h"
#include "views/desk/deskwords.h"
#include "views/text/visibletext.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

enum SkillColumn {
    NameColumn,
    DescriptionColumn,
    WhereColumn,
    StateColumn,
    VersionColumn,
    ListingColumn,
    ByModelColumn,
    TypedColumn,
    LastUsedColumn,
    SkillColumns
};

constexpr Qt::Alignment inColumn(int column)
{
    return Qt::AlignVCenter | (column >= VersionColumn && column <= TypedColumn ? Qt::AlignRight : Qt::AlignLeft);
}

// A row is chosen, not a cell: the bar at its edge is what the keyboard moves.
class SkillRowDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem row = option;
        row.state.setFlag(QStyle::State_HasFocus, false);
        if (row.widget == nullptr || !row.widget->hasFocus())
            row.palette.setColor(QPalette::Highlight, Theme::instance()->color(Tone::SelectionOff));
        QStyledItemDelegate::paint(painter, row, index);
        if (index.column() == NameColumn && row.state.testFlag(QStyle::State_Selected))
            painter->fillRect(QRect(row.rect.topLeft(), QSize(Theme::instance()->px(3), row.rect.height())),
                              Theme::instance()->color(Tone::Accent));
    }
};

QString stateWord(const QString &state)
{
    return state == "ours"_L1             ? InstalledPane::tr("✓ ours")
           : state == "edited outside"_L1 ? InstalledPane::tr("✎ edited outside")
           : state == "shadowed"_L1       ? InstalledPane::tr("⚠ shadowed")
           : state == "invalid"_L1        ? InstalledPane::tr("✗ invalid")
           : state == "archived"_L1       ? InstalledPane::tr("archived")
           : state == "foreign"_L1        ? InstalledPane::tr("foreign")
                                          : InstalledPane::tr("not looked at yet");
}

} // namespace

InstalledPane::InstalledPane(QueryRunner *runner, QWidget *parent)
    : QWidget(parent)
    , m_runner(runner)
    , m_table(new QTableWidget(this))
    , m_detail(new QLabel(this))
    , m_tickColumn(new QVBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_table->setColumnCount(SkillColumns);
    m_table->setHorizontalHeaderLabels({tr("Skill"), tr("What it is for"), tr("Where"), tr("State"), tr("Version"),
                                        tr("Tokens"), tr("By model"), tr("Typed"), tr("Last used")});
    for (int i = 0; i < SkillColumns; ++i)
        m_table->horizontalHeaderItem(i)->setTextAlignment(inColumn(i));
    m_table->horizontalHeaderItem(ListingColumn)->setToolTip(tr("In every listing"));
    m_table->horizontalHeaderItem(ByModelColumn)->setToolTip(tr("How often the model chose it"));
    m_table->horizontalHeaderItem(TypedColumn)->setToolTip(tr("How often it was typed by hand"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setItemDelegate(new SkillRowDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(DescriptionColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setResizeContentsPrecision(0); // of the rows in sight
    m_table->setAccessibleName(tr("Installed skills"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_detail->setWordWrap(true);
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setAccessibleDescription(tr("The chosen skill"));
    column->addWidget(m_table, 1);
    column->addWidget(m_detail);
    column->addLayout(m_tickColumn);
    auto *acts = new QHBoxLayout;
    const std::array names = {std::pair{"archive", tr("Archive")}, std::pair{"restore", tr("Restore")},
                              std::pair{"revert", tr("Version before")}, std::pair{"promote", tr("Make personal")}};
    for (const auto &[act, text] : names) {
        auto *button = new QPushButton(text, this);
        button->setProperty("act", QString::fromLatin1(act));
        connect(button, &QPushButton::clicked, this, [this, act = QString::fromLatin1(act)] { perform(act); });
        acts->addWidget(button);
        m_acts.append(button);
    }
    acts->addStretch(1);
    const int edge = Theme::instance()->px(10);
    m_tickColumn->setContentsMargins(edge, 0, edge, 0);
    acts->setContentsMargins(edge, 0, edge, edge);
    column->addLayout(acts);
    setFocusProxy(m_table);
    connect(m_table, &QTableWidget::currentCellChanged, this, &InstalledPane::showCurrent);
    connect(Theme::instance(), &Theme::changed, this, &InstalledPane::restyle);
    restyle();
    showCurrent();
}

void InstalledPane::refresh()
{
    const QString claude = m_door == nullptr ? QString() : m_door->claudeFolder();
    ask<QList<InstalledSkill>>(
        *m_runner, QueryRunner::Lane::Figures, this, true,
        [claude](Database &db) { return readInstalled(db, claude, {}, ShelfDepth::Portion); },
        [this](const Result<QList<InstalledSkill>> &read) {
            if (!read && read.error().code != Error::Code::NotFound)
                Q_EMIT noted(read.error().what);
            if (read)
                take(*read);
        });
}

void InstalledPane::take(const QList<InstalledSkill> &skills)
{
    const qsizetype unseen =
        std::count_if(skills.begin(), skills.end(), [](const InstalledSkill &each) { return each.file.isUnseen; });
    const qsizetype before = std::exchange(m_unseen, unseen);
    if (skills != m_skills) {
        m_skills = skills;
        fill();
        Q_EMIT counted(count());
    }
    if (unseen > 0 && (before == 0 || unseen < before))
        refresh();
}

void InstalledPane::fill()
{
    const int row = m_table->currentRow();
    m_table->setRowCount(count());
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (int i = 0; i < count(); ++i) {
        const InstalledSkill &skill = m_skills[i];
        const QStringList cells = {visibleLine(skill.file.name),
                                   visibleLine(skill.file.description.left(300)),
                                   skill.file.scope == "personal"_L1
                                       ? tr("personal")
                                       : visibleLine(skill.project.isEmpty() ? skill.file.root : skill.project),
                                   stateWord(skill.state),
                                   skill.version > 0 ? countText(skill.version) : u"–"_s,
                                   skill.file.isUnseen ? u"–"_s : countText(skill.file.listingTokens),
                                   countText(skill.modelUses),
                                   countText(skill.typedUses),
                                   skill.lastUsedAt < 0 ? u"–"_s : relativeText(skill.lastUsedAt, now)};
        for (int column = 0; column < cells.size(); ++column) {
            auto *cell = new QTableWidgetItem(cells[column]);
            cell->setTextAlignment(inColumn(column));
            m_table->setItem(i, column, cell);
        }
    }
    fitColumns();
    if (count() > 0)
        m_table->setCurrentCell(std::clamp(row, 0, count() - 1), 0);
    showCurrent();
}

void InstalledPane::fitColumns()
{
    for (int column = 0; column < SkillColumns; ++column) {
        if (column != DescriptionColumn) // it takes what is left
            m_table->resizeColumnToContents(column);
    }
    for (const int column : {NameColumn, WhereColumn})
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), Theme::instance()->px(240)));
}

const InstalledSkill *InstalledPane::current() const
{
    const int row = m_table->currentRow();
    return row >= 0 && row < m_skills.size() ? &m_skills[row] : nullptr;
}

// For all projects a skill has to be looked at as it has before an approval.
void InstalledPane::showTicks()
{
    const InstalledSkill *skill = current();
    const QString of = skill == nullptr ? QString() : skill->file.path() + skill->file.sha256;
    QStringList ticked; // before the figures of the same file moved
    for (const QCheckBox *box : std::as_const(m_ticks)) {
        if (box->isChecked() && of == m_ticksOf)
            ticked.append(box->property("flag").toString());
    }
    m_ticksOf = of;
    qDeleteAll(std::exchange(m_ticks, {}));
    if (skill == nullptr || skill->file.scope != "project"_L1 || skill->file.isArchived)
        return;
    for (const QString &rule : skill->file.toTick) {
        auto *box = new QCheckBox(withoutMnemonics(tr("Before it is made personal: %1").arg(flagWords(rule))), this);
        box->setProperty("flag", rule);
        box->setFont(Theme::instance()->font(Face::Row));
        box->setChecked(ticked.contains(rule));
        connect(box, &QCheckBox::toggled, this, &InstalledPane::updateActs);
        m_tickColumn->addWidget(box);
        m_ticks.append(box);
    }
}

void InstalledPane::updateActs()
{
    const InstalledSkill *skill = current();
    const bool ticked =
        std::all_of(m_ticks.begin(), m_ticks.end(), [](const QCheckBox *box) { return box->isChecked(); });
    for (QPushButton *button : std::as_const(m_acts)) {
        const QString act = button->property("act").toString();
        const bool archived = skill != nullptr && skill->file.isArchived;
        button->setEnabled(
            skill != nullptr && (act == "restore"_L1 ? archived : !archived) &&
            (act != "revert"_L1 || skill->version > 0) &&
            (act != "promote"_L1 || (skill->file.scope == "project"_L1 && !skill->file.isUnseen && ticked)));
        if (act == "promote"_L1)
            button->setToolTip(ticked ? QString() : tr("Tick what stands above it first."));
    }
}

void InstalledPane::showCurrent()
{
    const InstalledSkill *skill = current();
    showTicks();
    updateActs();
    if (skill == nullptr) {
        m_detail->setText(count() == 0 ? tr("No skill lies in the personal folder or in a project that Assay knows.")
                                       : QString());
        return;
    }
    QString text = visibleLine(skill->file.path()) + u'\n' + visibleLine(skill->file.description).left(300) + u'\n';
    text += skill->file.isUnseen ? tr("not looked at yet")
                                 : tr("%1 tokens in every listing, %2 when loaded")
                                       .arg(skill->file.listingTokens)
                                       .arg(skill->file.bodyTokens);
    text += u"; "_s + tr("%1 replies written under it").arg(countText(skill->lines));
    if (!skill->file.trouble.isEmpty())
        text += u"\n✗ "_s + skill->file.trouble;
    if (skill->file.dangers > 0)
        text += u"\n⚠ "_s +
                pluralText(skill->file.dangers, tr("%1 line to look at closely"), tr("%1 lines to look at closely"));
    if (!skill->candidate.isEmpty())
        text += u'\n' + tr("from candidate %1").arg(skill->candidate);
    m_detail->setText(text);
}

void InstalledPane::perform(const QString &act)
{
    const InstalledSkill *skill = current();
    if (skill == nullptr || m_door == nullptr)
        return;
    const QString name = skill->file.name;
    auto ticked = nlohmann::json::array();
    for (const QCheckBox *box : std::as_const(m_ticks)) {
        if (box->isChecked())
            ticked.push_back(box->property("flag").toString().toStdString());
    }
    const nlohmann::json args = {{"path", skill->file.path().toStdString()}, {"ticked", ticked}, {"actor", "window"}};
    m_door->perform(u"skill."_s + act, args, this, [this, act, name](const Result<nlohmann::json> &answer) {
        if (!answer) {
            Q_EMIT noted(answer.error().what);
            return;
        }
        const QString path = QString::fromStdString(answer->value("path", std::string()));
        const QString undo = act == "archive"_L1   ? u"restore"_s
                             : act == "restore"_L1 ? u"archive"_s
                             : act == "revert"_L1  ? u"revert"_s
                             : act == "promote"_L1 ? u"demote"_s
                                                   : QString();
        const QString said = act == "archive"_L1   ? tr("Archived: %1.")
                             : act == "restore"_L1 ? tr("Restored: %1.")
                             : act == "revert"_L1  ? tr("As it was one version before: %1.")
                                                   : tr("Made personal: %1.");
        Q_EMIT done(said.arg(visibleLine(name)), undo, path);
        refresh();
    });
}

void InstalledPane::restyle()
{
    const Theme *theme = Theme::instance();
    m_table->setFont(theme->font(Face::Row));
    m_table->horizontalHeader()->setFont(theme->font(Face::Meta));
    m_table->verticalHeader()->setMinimumSectionSize(theme->rowPx(20)); // first: it bounds the other
    m_table->verticalHeader()->setDefaultSectionSize(theme->rowPx(24));
    fitColumns(); // smaller letters leave the columns as wide as larger ones made them
    m_detail->setFont(theme->font(Face::Row));
    m_detail->setContentsMargins(theme->px(10), theme->px(4), theme->px(10), theme->px(4));
}

} // namespace assay
