// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// "Narrow" in the session list: what it counts is what the list shows after a click.
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include "models/items/queryrunner.h"
#include "models/items/sessiontreemodel.h"
#include "tests/support/teststore.h"
#include "tests/views/fakedoor.h"
#include "views/sessions/facetbutton.h"
#include "views/sessions/facetpanel.h"
#include "views/sessions/sessionlistpane.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestFacetPanel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void everyClickShowsItsCount();
    void clickAgainTakesItOff();
    void controlExcludes();
    void keysWalkAndToggle();
    void typedTermsAreTicked();
    void foldedReadsNothing();
    void longListsUnfold();

private:
    void start();
    [[nodiscard]] QList<FacetButton *> buttons() const;
    [[nodiscard]] FacetButton *button(const QString &name) const;
    void settle(const QString &filter);
    void click(const QString &name, Qt::KeyboardModifiers modifiers = {});

    std::unique_ptr<TestStore> m_store;
    FakeDoor m_door;
    std::unique_ptr<QueryRunner> m_runner;
    std::unique_ptr<SessionListPane> m_pane;
    std::unique_ptr<QSignalSpy> m_facets;
};

void TestFacetPanel::initTestCase()
{
    QCoreApplication::setOrganizationName(u"assay-test"_s);
    Theme::instance()->apply(Theme::Scheme::Light);
}

void TestFacetPanel::init()
{
    m_facets.reset();
    m_pane.reset();
    m_runner.reset();
    QSettings().clear();
    m_store = std::make_unique<TestStore>();
    const qint64 payments = m_store->addProject(u"github.com/harbor/payments"_s);
    const qint64 storefront = m_store->addProject(u"github.com/harbor/storefront"_s);
    for (int i = 0; i < 12; ++i) {
        const qint64 id = m_store->addSession({.project = i % 3 == 0 ? storefront : payments,
                                               .title = u"session %1"_s.arg(i),
                                               .model = i % 2 == 0 ? u"claude-opus-4-5"_s : u"claude-haiku-4-5"_s,
                                               .startedAt = 9'000'000 - i,
                                               .errors = i % 4 == 0 ? 1 : 0});
        for (int t = 0; t <= i; ++t) {
            m_store->addEvent({.session = id, .kind = EventKind::ToolCall, .tool = u"Tool%1"_s.arg(t)});
            m_store->execute(u"INSERT INTO session_tool VALUES (%1, 'Tool%2', 1, 0)"_s.arg(id).arg(t));
        }
    }
    start();
}

void TestFacetPanel::start()
{
    m_facets.reset();
    m_pane.reset();
    m_runner = std::make_unique<QueryRunner>(m_store->file());
    m_pane = std::make_unique<SessionListPane>(m_runner.get(), &m_door);
    m_facets = std::make_unique<QSignalSpy>(m_pane->model(), &SessionTreeModel::facetsRead);
    m_pane->resize(316, 900);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    m_pane->refresh();
    if (m_pane->facets()->isOpen())
        QTRY_VERIFY(!m_facets->isEmpty());
}

QList<FacetButton *> TestFacetPanel::buttons() const
{
    QList<FacetButton *> seen;
    for (FacetButton *each : m_pane->facets()->findChildren<FacetButton *>()) {
        if (each->isVisible())
            seen.append(each);
    }
    return seen;
}

FacetButton *TestFacetPanel::button(const QString &name) const
{
    for (FacetButton *each : buttons()) {
        if (each->value().name == name)
            return each;
    }
    return nullptr;
}

void TestFacetPanel::settle(const QString &filter)
{
    m_facets->clear();
    m_pane->setFilterText(filter);
    QTRY_VERIFY(!m_facets->isEmpty());
}

void TestFacetPanel::click(const QString &name, Qt::KeyboardModifiers modifiers)
{
    QVERIFY(button(name) != nullptr);
    m_facets->clear();
    QTest::mouseClick(button(name), Qt::LeftButton, modifiers);
    QTRY_VERIFY(!m_facets->isEmpty());
}

void TestFacetPanel::everyClickShowsItsCount()
{
    QList<FacetValue> values;
    for (const FacetButton *each : buttons())
        values.append(each->value());
    QVERIFY(values.size() > 10);
    for (const FacetValue &value : values) {
        click(value.name);
        QCOMPARE(m_pane->model()->shown(), value.sessions);
        QCOMPARE(m_pane->filterText(), value.terms.join(u' '));
        QCOMPARE(button(value.name)->state(), FacetState::On);
        settle({});
    }
}

void TestFacetPanel::clickAgainTakesItOff()
{
    QSignalSpy changed(m_pane.get(), &SessionListPane::filterChanged);
    click(u"payments"_s);
    click(u"error"_s);
    QCOMPARE(m_pane->filterText(), u"project:payments has:error"_s);
    click(u"clean"_s); // instead of error
    QCOMPARE(m_pane->filterText(), u"project:payments -has:error"_s);
    click(u"payments"_s);
    click(u"clean"_s);
    QCOMPARE(m_pane->filterText(), QString());
    QCOMPARE(changed.size(), 5);
}

void TestFacetPanel::controlExcludes()
{
    click(u"Tool3"_s, Qt::ControlModifier);
    QCOMPARE(m_pane->filterText(), u"-tool:Tool3"_s);
    QCOMPARE(m_pane->model()->shown(), 3);
    QCOMPARE(button(u"Tool3"_s)->state(), FacetState::Excluded);
    QVERIFY(button(u"Tool3"_s)->accessibleName().contains("excluded"_L1));
    click(u"Tool3"_s);
    QCOMPARE(m_pane->filterText(), QString());
}

void TestFacetPanel::keysWalkAndToggle()
{
    FacetButton *first = buttons().front();
    int stops = 0;
    for (const FacetButton *each : buttons())
        stops += each->focusPolicy() == Qt::StrongFocus ? 1 : 0;
    QCOMPARE(stops, 1);
    first->setFocus(Qt::TabFocusReason);
    QCOMPARE(first->value().name, u"error"_s);
    QTest::keyClick(first, Qt::Key_Down);
    QVERIFY(button(u"clean"_s)->hasFocus());
    QTest::keyClick(button(u"clean"_s), Qt::Key_Right);
    QVERIFY(button(u"Tool1"_s)->hasFocus());
    QTest::keyClick(button(u"Tool1"_s), Qt::Key_Up);
    QTest::keyClick(button(u"Tool0"_s), Qt::Key_Up); // the first stays
    QVERIFY(button(u"Tool0"_s)->hasFocus());
    m_facets->clear();
    QTest::keyClick(button(u"Tool0"_s), Qt::Key_Return);
    QCOMPARE(m_pane->filterText(), u"tool:Tool0"_s);
    QTRY_VERIFY(!m_facets->isEmpty());
    QVERIFY(button(u"Tool0"_s)->hasFocus());
    QTest::keyClick(button(u"Tool0"_s), Qt::Key_Space);
    QCOMPARE(m_pane->filterText(), QString());
    QTest::keyClick(button(u"Tool0"_s), Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(m_pane->filterText(), u"-tool:Tool0"_s);
}

void TestFacetPanel::typedTermsAreTicked()
{
    settle(u"TOOL:\"tool2\" project:pay"_s);
    QCOMPARE(button(u"Tool2"_s)->state(), FacetState::On);
    QCOMPARE(button(u"pay"_s)->state(), FacetState::On); // no value of its own, but to be taken off
    click(u"pay"_s);
    click(u"Tool2"_s);
    QCOMPARE(m_pane->filterText(), QString());
    settle(u"project:nothing has:error"_s);
    QCOMPARE(m_pane->model()->shown(), 0);
    QCOMPARE(button(u"error"_s)->state(), FacetState::On);
}

void TestFacetPanel::foldedReadsNothing()
{
    auto *head = m_pane->facets()->findChild<QAbstractButton *>(QString(), Qt::FindDirectChildrenOnly);
    const int open = m_pane->facets()->height();
    QTest::keyClick(head, Qt::Key_Return);
    QVERIFY(!m_pane->facets()->isOpen());
    QTRY_COMPARE(m_pane->facets()->height(), m_pane->facets()->headHeight());
    start();
    QVERIFY(!m_pane->facets()->isOpen());
    QSignalSpy loaded(m_pane->model(), &SessionTreeModel::loaded);
    m_pane->setFilterText(u"session"_s);
    QVERIFY(loaded.wait());
    QCOMPARE(m_facets->size(), 0);
    head = m_pane->facets()->findChild<QAbstractButton *>(QString(), Qt::FindDirectChildrenOnly);
    QTest::mouseClick(head, Qt::LeftButton);
    QTRY_VERIFY(!m_facets->isEmpty());
    QTRY_COMPARE(m_pane->facets()->height(), open);
}

void TestFacetPanel::longListsUnfold()
{
    QVERIFY(button(u"Tool4"_s) != nullptr);
    QVERIFY(button(u"Tool5"_s) == nullptr);
    settle(u"tool:Tool9"_s); // far down, but in the filter
    QVERIFY(button(u"Tool9"_s) != nullptr);
    settle({});
    for (QAbstractButton *each : m_pane->facets()->findChildren<QAbstractButton *>()) {
        if (each->text() == "7 more"_L1)
            QTest::mouseClick(each, Qt::LeftButton);
    }
    QVERIFY(button(u"Tool11"_s) != nullptr);
}

QTEST_MAIN(TestFacetPanel)
#include "tst_facetpanel.moc"
