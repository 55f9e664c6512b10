// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// A transcript while a program reads the screen aloud. On its own: only the first transcript of a process is made
// before anything is known of its kind.
#include <QAccessible>

#include "tests/views/showntranscript.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestTranscriptAccessible final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsAreToldFromTheFirstMoment();
};

// As the bridge to such a program does: it asks for what each event is about.
void TestTranscriptAccessible::rowsAreToldFromTheFirstMoment()
{
    QAccessible::installUpdateHandler([](QAccessibleEvent *event) { (void)event->accessibleInterface(); });
    TestStore store;
    const qint64 session = store.addSession({.title = u"spoken"_s});
    for (int i = 0; i < 30; ++i)
        store.addEvent({.session = session, .text = u"reply number %1"_s.arg(i)});
    ShownTranscript shown(store);
    shown.open(session);
    const QAccessibleInterface *told = QAccessible::queryAccessibleInterface(&shown.view);
    QVERIFY(told != nullptr);
    QCOMPARE(told->role(), QAccessible::List);
    QVERIFY(told->childCount() > 5);
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, shown.view.rowRect(7).center());
    const QAccessibleInterface *row = told->child(7);
    QVERIFY(row != nullptr);
    QCOMPARE(row->role(), QAccessible::ListItem);
    QCOMPARE(row->text(QAccessible::Name), u"reply number 7"_s);
    QVERIFY(row->state().focused);
    QAccessible::installUpdateHandler(nullptr);
}

QTEST_MAIN(TestTranscriptAccessible)
#include "tst_transcriptaccessible.moc"
