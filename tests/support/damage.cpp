// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/damage.h"

#include <QFile>
#include <QtTest>

#include "tests/support/importfixture.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

QList<qint64> pagesOf(const ImportFixture &fixture, const QString &table, const QString &type)
{
    QList<qint64> pages;
    for (const QString &page : fixture.column(
             u"SELECT pageno FROM dbstat WHERE name = '%1' AND pagetype = '%2' ORDER BY pageno"_s.arg(table, type)))
        pages.append(page.toLongLong());
    return pages;
}

void zero(const QString &path, const QList<qint64> &pages)
{
    QFile store(path);
    QVERIFY(store.open(QIODevice::ReadWrite));
    const QByteArray header = store.peek(18); // file format, bytes 16 and 17: the page size
    const qint64 pageBytes = (static_cast<unsigned char>(header[16]) << 8) | static_cast<unsigned char>(header[17]);
    for (const qint64 page : pages) {
        QVERIFY(store.seek((page - 1) * pageBytes));
        QCOMPARE(store.write(QByteArray(pageBytes, '\0')), pageBytes);
    }
}

} // namespace assay
