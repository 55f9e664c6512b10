// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/data/query/eventquery.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestEventQuery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pagesFollowTheTranscript();
    void threadsAreApart();
    void textsAreCutAndSizesTold();
    void rowHoldsWhatIsStored();
    void eventsAreLocated();
    void landmarks_data();
    void landmarks();
};

void TestEventQuery::pagesFollowTheTranscript()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvents(session, 1000);
    QCOMPARE(countEvents(store.db(), session, 0).value_or(-1), 1000);
    const auto page = readEvents(store.db(), session, 0, 500, 64, 100);
    QVERIFY(page);
    QCOMPARE(page->size(), 64);
    QCOMPARE(page->front().head, u"head 500"_s);
    QCOMPARE(page->back().head, u"head 563"_s);
    QVERIFY(readEvents(store.db(), session, 0, 1000, 64, 100)->isEmpty());
    QVERIFY(readEvents(store.db(), 999, 0, 0, 64, 100)->isEmpty());
}

void TestEventQuery::threadsAreApart()
{
    TestStore store;
    const qint64 session = store.addSession({});
    const qint64 run = store.addRun(session, u"helper"_s, u"toolu_1"_s);
    store.addEvent({.session = session, .kind = EventKind::ToolCall, .toolUseId = u"toolu_1"_s, .head = u"call"_s});
    store.addEvent({.session = session, .run = run, .head = u"inside"_s});
    const auto main = readEvents(store.db(), session, 0, 0, 10, 10);
    QVERIFY(main);
    QCOMPARE(main->size(), 1);
    QCOMPARE(main->front().childRunId, run);
    const auto inside = readEvents(store.db(), session, run, 0, 10, 10);
    QCOMPARE(inside->size(), 1);
    QCOMPARE(inside->front().agentId, u"helper"_s);
    QCOMPARE(inside->front().childRunId, 0);
}

void TestEventQuery::textsAreCutAndSizesTold()
{
    TestStore store;
    const QString text = u"ä😀"_s.repeated(1000);
    const qint64 id = store.addEvent({.session = store.addSession({}), .text = text, .input = u"{}"_s});
    const auto cut = readEvent(store.db(), id, 5);
    QVERIFY(cut);
    QCOMPARE(cut->text, u"ä😀ä😀ä"_s); // whole characters
    QCOMPARE(cut->textBytes, 6000);
    QCOMPARE(cut->inputBytes, 2);
    QCOMPARE(readEvent(store.db(), id, -1)->text, text);
    QVERIFY(readEvent(store.db(), id, 0)->text.isEmpty());
}

void TestEventQuery::rowHoldsWhatIsStored()
{
    TestStore store;
    const qint64 session = store.addSession({});
    const qint64 id = store.addEvent({.session = session,
                                      .kind = EventKind::ToolCall,
                                      .outcome = Outcome::Denied,
                                      .flags = EventFlagSelf,
                                      .at = 77,
                                      .tool = u"Bash"_s,
                                      .toolUseId = u"toolu_9"_s,
                                      .model = u"m"_s,
                                      .head = u"ls"_s,
                                      .images = 2,
                                      .input = u"in"_s,
                                      .output = u"out"_s});
    store.execute(u"UPDATE event SET line_key = x'00112233445566778899aabbccddeeff'"_s);
    auto row = readEvent(store.db(), id, 10);
    QVERIFY(row);
    QCOMPARE(row->uuid, u"00112233-4455-6677-8899-aabbccddeeff"_s);
    QCOMPARE(row->sessionId, session);
    QCOMPARE(row->kind, EventKind::ToolCall);
    QCOMPARE(row->outcome, Outcome::Denied);
    QCOMPARE(row->flags, int(EventFlagSelf));
    QCOMPARE(row->at, 77);
    QCOMPARE(row->tool, u"Bash"_s);
    QCOMPARE(row->images, 2);
    QCOMPARE(row->output, u"out"_s);
    store.execute(u"UPDATE event SET key_is_uuid = 0"_s);
    QVERIFY(readEvent(store.db(), id, 10)->uuid.isEmpty());
    store.execute(u"DELETE FROM body_index; DELETE FROM body"_s); // a row without its text is still a row
    QVERIFY(readEvent(store.db(), id, 10)->output.isEmpty());
}

void TestEventQuery::eventsAreLocated()
{
    TestStore store;
    store.addEvents(store.addSession({}), 50);
    const qint64 session = store.addSession({});
    store.addEvents(session, 100);
    const qint64 id = readEvents(store.db(), session, 0, 70, 1, 0)->front().id;
    const auto place = locateEvent(store.db(), id);
    QVERIFY(place);
    QCOMPARE(place->sessionId, session);
    QCOMPARE(place->row, 70);
    QCOMPARE(locateEvent(store.db(), 99'999).error().code, Error::Code::NotFound);
    store.execute(u"UPDATE session SET deleted_at = 1"_s);
    QCOMPARE(locateEvent(store.db(), id).error().code, Error::Code::NotFound);
    QCOMPARE(readEvent(store.db(), id, 1).error().code, Error::Code::NotFound);
}

// Prompts at rows 0, 10, 20 …; failed calls at 99, 199.
void TestEventQuery::landmarks_data()
{
    QTest::addColumn<EventLandmark>("what");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("direction");
    QTest::addColumn<int>("row");
    QTest::newRow("first prompt") << EventLandmark::Prompt << -1 << 1 << 0;
    QTest::newRow("next prompt") << EventLandmark::Prompt << 0 << 1 << 10;
    QTest::newRow("previous prompt") << EventLandmark::Prompt << 15 << -1 << 10;
    QTest::newRow("before the first prompt") << EventLandmark::Prompt << 0 << -1 << -1;
    QTest::newRow("before the beginning") << EventLandmark::Prompt << -1 << -1 << -1;
    QTest::newRow("last prompt") << EventLandmark::Prompt << 200 << -1 << 190;
    QTest::newRow("behind the last prompt") << EventLandmark::Prompt << 195 << 1 << -1;
    QTest::newRow("behind the end") << EventLandmark::Prompt << 200 << 1 << -1;
    QTest::newRow("next error") << EventLandmark::Error << 99 << 1 << 199;
    QTest::newRow("previous error") << EventLandmark::Error << 199 << -1 << 99;
}

void TestEventQuery::landmarks()
{
    QFETCH(EventLandmark, what);
    QFETCH(int, from);
    QFETCH(int, direction);
    QFETCH(int, row);
    TestStore store;
    const qint64 session = store.addSession({});
    store.addEvents(session, 200);
    QCOMPARE(findLandmark(store.db(), session, 0, what, from, direction).value_or(-99), row);
}

QTEST_GUILESS_MAIN(TestEventQuery)
#include "tst_eventquery.moc"
