// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/memory/failurewords.h"

#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class tst_FailureWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void words_data();
    void words();
};

void tst_FailureWords::words_data()
{
    QTest::addColumn<QString>("head");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("named once") << u"curl"_s << u"503"_s << u"curl: (<n>) The requested URL returned error: <n>"_s
                                << u"curl: (N) The requested URL returned error: N (503)"_s;
    QTest::newRow("of the tool") << u""_s << u""_s << u"String to replace not found in file."_s
                                 << u"Edit: String to replace not found in file."_s;
    QTest::newRow("code only") << u"make"_s << u"exit 2"_s << u""_s << u"make: exit 2"_s;
    QTest::newRow("nothing") << u"make"_s << u""_s << u""_s << u"make: failed"_s;
    QTest::newRow("code said already") << u"cargo test"_s << u"E0432"_s << u"error[E0432]: unresolved import <str>"_s
                                       << u"cargo test: error[E0432]: unresolved import …"_s;
    QTest::newRow("its own angles") << u"pnpm test"_s << u"exit 1"_s << u"<path> ) basket ) formats euros"_s
                                    << u"pnpm test: … > basket > formats euros (exit 1)"_s;
    QTest::newRow("parentheses") << u"tsc"_s << u""_s << u"f(a) =) b (c"_s << u"tsc: f(a) => b <c"_s;
    QTest::newRow("another program's name")
        << u"git push"_s << u""_s << u"git: not a command"_s << u"git push: git: not a command"_s;
}

void tst_FailureWords::words()
{
    QFETCH(const QString, head);
    QFETCH(const QString, code);
    QFETCH(const QString, text);
    QTEST(failureWords(u"Edit"_s, head, code, text), "words");
}

QTEST_GUILESS_MAIN(tst_FailureWords)
#include "tst_failurewords.moc"
