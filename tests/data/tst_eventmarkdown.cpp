// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/data/export/eventmarkdown.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestEventMarkdown final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesTheEventsInTheirOrder();
    void leavesOutWhatIsGone();
};

void TestEventMarkdown::writesTheEventsInTheirOrder()
{
    TestStore store;
    const qint64 session = store.addSession({});
    const qint64 prompt =
        store.addEvent({.session = session, .kind = EventKind::Prompt, .at = 0, .text = u"fix\n<b>this</b>"_s});
    const qint64 call = store.addEvent({.session = session,
                                        .kind = EventKind::ToolCall,
                                        .outcome = Outcome::Failed,
                                        .tool = u"Bash"_s,
                                        .head = u"make ```x```"_s,
                                        .input = uR"({"command":"make ```x```"})"_s,
                                        .output = u"</details>\nno rule"_s});
    const qint64 reply =
        store.addEvent({.session = session, .kind = EventKind::Reply, .text = u"It **works**.\n\n```sh\nmake <all>"_s});
    const auto markdown = eventsAsMarkdown(store.db(), {prompt, call, reply});
    QVERIFY2(markdown, markdown ? "" : qPrintable(markdown.error().what));
    QVERIFY2(markdown->startsWith(u"## prompt · 1970-01-01 00:00:00 UTC\n\n> fix\n> &lt;b>this&lt;/b>\n\n**Bash**"_s),
             qPrintable(*markdown));
    QVERIFY2(markdown->contains(u"````"_s), qPrintable(*markdown));
    QVERIFY(markdown->contains(u"```\n</details>\nno rule\n```\n"_s));
    QVERIFY2(markdown->endsWith(u"It **works**.\n\n```sh\nmake <all>\n```\n"_s), qPrintable(*markdown));
    const auto turned = eventsAsMarkdown(store.db(), {reply, prompt});
    QVERIFY(turned && turned->startsWith(u"It **works**"_s));
}

void TestEventMarkdown::leavesOutWhatIsGone()
{
    TestStore store;
    const qint64 event = store.addEvent({.session = store.addSession({}), .kind = EventKind::Reply, .text = u"here"_s});
    QCOMPARE(*eventsAsMarkdown(store.db(), {event + 7, event}), u"here\n"_s);
    const auto none = eventsAsMarkdown(store.db(), {event + 7});
    QVERIFY(!none);
    QCOMPARE(none.error().code, Error::Code::NotFound);
}

QTEST_GUILESS_MAIN(TestEventMarkdown)
#include "tst_eventmarkdown.moc"
