// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "agent/facts/homes.h"

using namespace assay;

class TestHomes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesOfPeopleGo_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("kept");
        const auto row = [](const char *name, const char *text, const char *kept) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(kept);
        };
        row("linux", "cat /home/ann/x", "cat ~/x");
        row("mac", "/Users/ann", "~");
        row("immutable system", "/var/home/ann/x", "~/x");
        row("other disk", "cd /data/home/ann/x", "cd ~/x");
        row("export", "\"/export/home/ann\"", "\"~\"");
        row("linux of windows", "/mnt/d/Users/ann/x", "~/x");
        row("shell of windows", "/c/Users/ann/x", "~/x");
        row("windows", "C:\\Users\\ann\\x", "~\\x");
        row("windows in JSON", "{\"f\":\"C:\\\\Users\\\\ann\\\\x\"}", "{\"f\":\"~\\\\x\"}");
        row("windows with slashes", "d:/Users/ann/x", "~/x");
        row("root", "ls /root/.ssh", "ls ~/.ssh");
        row("option", "cc -I/home/ann/include", "cc -I~/include");
        row("value", "--dir=/home/ann/x", "--dir=~/x");
        row("encoded", "~/.claude/projects/-home-ann-shop", "~/.claude/projects/~-shop");
        row("several", "/home/ann:/home/bob/x", "~:~/x");
    }

    void namesOfPeopleGo()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, kept);
        QCOMPARE(QByteArray::fromStdString(withoutHomes(text.toStdString())), kept);
    }

    void otherPathsStay_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *each : {"https://example.org/home/page", "src/home/page.ts", "./home/page.ts", "/home",
                                 "/home/", "/rootfs/x", "--home-dir=x", "stay-home-mode", "/a/b/c/home/ann",
                                 "C:\\Windows\\x", "abc:\\Users\\x", "/usr/share/homes/ann"})
            QTest::newRow(each) << QByteArray(each);
    }

    void otherPathsStay()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(withoutHomes(text.toStdString())), text);
    }
};

QTEST_GUILESS_MAIN(TestHomes)
#include "tst_homes.moc"
