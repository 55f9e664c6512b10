// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// Each count is what the list shows: every facet is checked against the list's own question.
#include <QDateTime>
#include <QTest>

#include "models/data/query/facets.h"
#include "models/data/query/outlinequery.h"
#include "models/data/query/sessionquery.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

// A Wednesday noon.
const FilterClock clockOfTest{1'773'230'400'000, QTimeZone::utc()};
constexpr qint64 hour = 3'600'000;
constexpr qint64 day = 24 * hour;

Filter parsed(const QString &text)
{
    return parseFilter(text, clockOfTest, FilterTyping::AsYouType); // as the list reads its line
}

QList<Facet> facetsOf(TestStore &store, const QString &filter)
{
    const auto facets = readFacets(store.db(), parsed(filter), clockOfTest);
    if (!facets)
        qFatal("%s", qPrintable(facets.error().what));
    return *facets;
}

Facet facetOf(TestStore &store, const QString &filter, FacetKind kind)
{
    return facetsOf(store, filter).at(static_cast<int>(kind));
}

int sessionsOf(const Facet &facet, const QString &name)
{
    for (const FacetValue &value : facet.values) {
        if (value.name == name)
            return value.sessions;
    }
    return 0;
}

qint64 listed(TestStore &store, const QString &filter)
{
    const auto ids = readOrderedIds(store.db(), compileForSessions(parsed(filter)));
    return ids ? ids->size() : -1;
}

void addTool(TestStore &store, qint64 session, const QString &tool, Outcome outcome = Outcome::Ok)
{
    store.addEvent({.session = session, .kind = EventKind::ToolCall, .outcome = outcome, .tool = tool});
    store.execute(
        u"INSERT INTO session_tool VALUES (%1, '%2', 1, %3) ON CONFLICT DO UPDATE SET calls = calls + 1"_s.arg(session)
            .arg(tool)
            .arg(outcome == Outcome::Failed ? 1 : 0));
}

// Sessions that differ in everything that facets count.
void fill(TestStore &store)
{
    const QList<qint64> projects{store.addProject(u"github.com/harbor/pay"_s),
                                 store.addProject(u"github.com/harbor/payments"_s),
                                 store.addProject(u"path:/home/ann/with blank"_s)};
    const QStringList models{u"claude-opus-4-5"_s, u"claude-opus-4-5-20251101"_s, u"claude-haiku-4-5"_s, u""_s};
    const QStringList tools{u"Bash"_s, u"bash"_s, u"Edit"_s, u"mcp__x__y*"_s};
    for (int i = 0; i < 48; ++i) {
        const qint64 start = clockOfTest.now - i * 17 * hour;
        const qint64 id = store.addSession({.project = projects.at(i % 3),
                                            .title = i % 5 == 0 ? u"needle %1"_s.arg(i) : u"other %1"_s.arg(i),
                                            .model = models.at(i % 4),
                                            .startedAt = start,
                                            .endedAt = start + (i % 7 == 0 ? 3 * day : hour),
                                            .errors = i % 4 == 1 ? 2 : 0,
                                            .deleted = i % 11 == 10});
        addTool(store, id, tools.at(i % 4), i % 4 == 1 ? Outcome::Failed : Outcome::Ok);
        if (i % 2 == 0)
            addTool(store, id, u"Edit"_s, i % 6 == 0 ? Outcome::Denied : Outcome::Ok);
        if (i % 9 == 0)
            store.addEvent({.session = id, .kind = EventKind::Interruption});
        store.addEvent({.session = id, .kind = EventKind::Prompt, .text = u"the words of %1"_s.arg(i)});
        if (i % 3 != 0)
            store.execute(u"INSERT INTO session_tag VALUES (%1, '%2')"_s.arg(id).arg(i % 2 ? u"keep"_s : u"to do"_s));
    }
}

} // namespace

class TestFacets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsAreWhatTheListShows_data();
    void countsAreWhatTheListShows();
    void ownTermsAreLeftOut();
    void choicesTakeTheirOppositesOff();
    void whatIsActiveIsThere();
    void toolsOfOneEvent();
    void namesWithinNames();
    void whatCannotBeSaidIsLeftOut();
    void mostFirstAndNotTooMany();
    void oneStatementForAllWithoutOwnTerms();
};

void TestFacets::countsAreWhatTheListShows_data()
{
    QTest::addColumn<QString>("filter");
    for (const QString &filter : {u""_s, u"needle"_s, u"has:error"_s, u"-has:error"_s, u"tool:Bash"_s, u"-tool:Edit"_s,
                                  u"is:denied"_s, u"is:error"_s, u"tool:Edit is:denied"_s, u"tool:Bash need"_s,
                                  u"project:harbor"_s, u"model:opus before:yesterday"_s, u"after:7d"_s,
                                  u"after:yesterday before:today"_s, u"words -needle"_s, u"nothing of this kind"_s})
        QTest::newRow(qPrintable(filter)) << filter;
}

void TestFacets::countsAreWhatTheListShows()
{
    QFETCH(QString, filter);
    TestStore store;
    fill(store);
    int checked = 0;
    for (const Facet &facet : facetsOf(store, filter)) {
        // Values of one field mean either, so what two of them leave is more than each count. So it is with outcomes.
        const QString field = facet.kind == FacetKind::Outcome ? u"is:"_s : facetField(facet.kind) + u':';
        if (field.size() > 1 && (u' ' + filter).contains(u' ' + field))
            continue;
        for (const FacetValue &value : facet.values) {
            const QString narrowed = toggledFacet(filter, value, false);
            if (facetState(filter, value) != FacetState::Off || !parsed(narrowed).problems.isEmpty())
                continue;
            QVERIFY2(listed(store, narrowed) == value.sessions,
                     qPrintable(
                         u"%1: %2, the list has %3"_s.arg(narrowed).arg(value.sessions).arg(listed(store, narrowed))));
            QCOMPARE(facetState(narrowed, value), FacetState::On);
            QCOMPARE(listed(store, toggledFacet(narrowed, value, false)) >= value.sessions, true);
            ++checked;
        }
    }
    QVERIFY(checked > 3 || listed(store, filter) == 0);
}

void TestFacets::ownTermsAreLeftOut()
{
    TestStore store;
    fill(store);
    const Facet all = facetOf(store, {}, FacetKind::Tool);
    QCOMPARE(facetOf(store, u"tool:Bash"_s, FacetKind::Tool), all);
    QCOMPARE(sessionsOf(facetOf(store, u"has:error"_s, FacetKind::Outcome), u"clean"_s),
             listed(store, u"-has:error"_s));
    QCOMPARE(facetOf(store, u"after:today"_s, FacetKind::Day), facetOf(store, {}, FacetKind::Day));
    // What was typed besides still counts, and so does an exclusion.
    QCOMPARE(sessionsOf(facetOf(store, u"after:3d after:today"_s, FacetKind::Day), u"30d"_s),
             listed(store, u"after:3d"_s));
    QCOMPARE(sessionsOf(facetOf(store, u"-tool:Bash"_s, FacetKind::Tool), u"Bash"_s), 0);
}

void TestFacets::choicesTakeTheirOppositesOff()
{
    const auto value = [](FacetKind kind, const QString &name) {
        for (const FacetValue &each : fixedFacetValues(kind)) {
            if (each.name == name)
                return each;
        }
        return FacetValue{.kind = kind, .name = name, .terms = facetTerms(kind, name)};
    };
    const FacetValue bash = value(FacetKind::Tool, u"Bash"_s);
    QCOMPARE(toggledFacet({}, bash, false), u"tool:Bash"_s);
    QCOMPARE(toggledFacet(u"word"_s, bash, false), u"tool:Bash word"_s); // a word at the end is still being typed
    QCOMPARE(toggledFacet(u"word \"two words\""_s, bash, false), u"word \"two words\" tool:Bash"_s);
    QCOMPARE(toggledFacet(u"a TOOL:\"bash\" b"_s, bash, false), u"a b"_s);
    QCOMPARE(toggledFacet({}, bash, true), u"-tool:Bash"_s);
    QCOMPARE(facetState(u"-tool:Bash"_s, bash), FacetState::Excluded);
    QCOMPARE(toggledFacet(u"-tool:Bash has:error"_s, bash, false), u"has:error"_s);
    QCOMPARE(toggledFacet(u"after:yesterday before:today x:"_s, value(FacetKind::Day, u"7d"_s), false),
             u"after:7d x:"_s);
    QCOMPARE(toggledFacet(u"after:7d"_s, value(FacetKind::Day, u"yesterday"_s), true),
             u"after:yesterday before:today"_s);
    const FacetValue clean = value(FacetKind::Outcome, u"clean"_s);
    QCOMPARE(toggledFacet(u"has:error tool:Bash"_s, clean, false), u"tool:Bash -has:error"_s);
    QCOMPARE(toggledFacet(u"-has:error"_s, clean, true), QString());
    QCOMPARE(facetTerms(FacetKind::Project, u"with blank"_s), QStringList{u"project:\"with blank\""_s});
}

void TestFacets::whatIsActiveIsThere()
{
    const QList<FacetValue> known{
        {.kind = FacetKind::Tool, .name = u"Bash"_s, .terms = {u"tool:Bash"_s}, .sessions = 2}};
    QVERIFY(otherActiveValues(u"tool:bash after:2d"_s, FacetKind::Tool, known).isEmpty());
    const auto others = otherActiveValues(u"tool:Bash -tool:Edit tool:\"Edit\" tool:Re*"_s, FacetKind::Tool, known);
    QCOMPARE(others.size(), 2);
    QCOMPARE(others.front().terms, QStringList{u"tool:Edit"_s});
    QCOMPARE(others.front().sessions, -1);
    QCOMPARE(otherActiveValues(u"is:denied"_s, FacetKind::Outcome, {}).size(), 1);
}

// The list finds sessions where one event is a call of Edit and was denied: not a denied one and some Edit.
void TestFacets::toolsOfOneEvent()
{
    TestStore store;
    const qint64 id = store.addSession({});
    addTool(store, id, u"Bash"_s, Outcome::Denied);
    addTool(store, id, u"Edit"_s);
    const Facet facet = facetOf(store, u"is:denied"_s, FacetKind::Tool);
    QCOMPARE(facet.values.size(), 1);
    QCOMPARE(facet.values.front().name, u"Bash"_s);
    QCOMPARE(sessionsOf(facetOf(store, u"tool:Edit"_s, FacetKind::Outcome), u"denied"_s), 0);
    QCOMPARE(sessionsOf(facetOf(store, u"tool:Bash"_s, FacetKind::Outcome), u"denied"_s), 1);
}

void TestFacets::namesWithinNames()
{
    TestStore store;
    store.addSession({.project = store.addProject(u"github.com/o/pay"_s)});
    store.addSession({.project = store.addProject(u"github.com/o/payments"_s)});
    const Facet facet = facetOf(store, {}, FacetKind::Project);
    QCOMPARE(facet.values.size(), 2);
    for (const FacetValue &value : facet.values)
        QCOMPARE(listed(store, value.terms.join(u' ')), value.sessions);
    QCOMPARE(sessionsOf(facet, u"payments"_s), 1);
}

void TestFacets::whatCannotBeSaidIsLeftOut()
{
    TestStore store;
    const qint64 id = store.addSession({.model = u"odd \"model\""_s});
    addTool(store, id, u"two  blanks"_s);
    addTool(store, id, u"star*"_s);
    QVERIFY(facetOf(store, {}, FacetKind::Model).values.isEmpty());
    const Facet tools = facetOf(store, {}, FacetKind::Tool);
    QCOMPARE(tools.values.size(), 1);
    QCOMPARE(tools.values.front().terms, QStringList{u"tool:\"star*\""_s});
}

void TestFacets::mostFirstAndNotTooMany()
{
    TestStore store;
    for (int i = 0; i < 30; ++i) {
        const qint64 id = store.addSession({});
        for (int t = 0; t <= i; ++t)
            addTool(store, id, u"T%1"_s.arg(t, 2, 10, QChar(u'0')));
    }
    const Facet facet = facetOf(store, {}, FacetKind::Tool);
    QCOMPARE(facet.values.size(), facetValueLimit);
    QCOMPARE(facet.more, 30 - facetValueLimit);
    QCOMPARE(facet.values.front().name, u"T00"_s);
    QCOMPARE(facet.values.front().sessions, 30);
    QCOMPARE(facet.values.at(1).sessions, 29);
}

void TestFacets::oneStatementForAllWithoutOwnTerms()
{
    TestStore store;
    fill(store);
    const auto statements = [&](const QString &filter) {
        const qint64 before = store.db().counts().statements;
        (void)facetsOf(store, filter);
        return store.db().counts().statements - before;
    };
    QCOMPARE(statements({}), 1);
    QCOMPARE(statements(u"needle branch:main"_s), 1);
    QCOMPARE(statements(u"needle model:opus tool:Edit"_s), 5); // two denied and interrupted: of one event with Edit
}

QTEST_GUILESS_MAIN(TestFacets)
#include "tst_facets.moc"
