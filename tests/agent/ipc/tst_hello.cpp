// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/ipc/hello.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

class TestHello final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesThereAndBack();
    void compares_data();
    void compares();
    void refusesStrangers();
};

void TestHello::goesThereAndBack()
{
    const Hello hello{ipcProtocol, u"0.1.0"_s, 3, u"/data/ü"_s, 42};
    const auto back = helloFromJson(toJson(hello));
    QVERIFY(back);
    QCOMPARE(back->protocol, hello.protocol);
    QCOMPARE(back->version, hello.version);
    QCOMPARE(back->schema, hello.schema);
    QCOMPARE(back->dataDir, hello.dataDir);
    QCOMPARE(back->pid, hello.pid);
}

void TestHello::compares_data()
{
    QTest::addColumn<Hello>("peer");
    QTest::addColumn<bool>("fits");
    QTest::newRow("same") << Hello{1, u"0.1.0"_s, 3, u"/data"_s, 2} << true;
    QTest::newRow("another version of the same protocol") << Hello{1, u"0.1.7"_s, 3, u"/data"_s, 2} << true;
    QTest::newRow("newer protocol") << Hello{2, u"0.2.0"_s, 3, u"/data"_s, 2} << false;
    QTest::newRow("older schema") << Hello{1, u"0.0.9"_s, 2, u"/data"_s, 2} << false;
    QTest::newRow("other data") << Hello{1, u"0.1.0"_s, 3, u"/else"_s, 2} << false;
}

void TestHello::compares()
{
    QFETCH(Hello, peer);
    QFETCH(bool, fits);
    const Hello own{1, u"0.1.0"_s, 3, u"/data"_s, 1};
    for (const auto &result : {checkHello(own, peer), checkHello(peer, own)}) {
        QCOMPARE(result.has_value(), fits);
        if (!fits)
            QVERIFY(result.error().contains(u"Restart the agent"_s));
    }
}

void TestHello::refusesStrangers()
{
    QVERIFY(!helloFromJson(json::array()));
    QVERIFY(!helloFromJson(json::object()));
    QVERIFY(!helloFromJson({{"protocol", "1"}, {"version", "1"}, {"schema", 1}, {"data_dir", "/"}, {"pid", 1}}));
}

QTEST_GUILESS_MAIN(TestHello)
#include "tst_hello.moc"
