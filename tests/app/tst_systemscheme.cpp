// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0

// The scheme of the system, as the desktop's portal tells it, on a bus of the test's own.

#include "app/systemscheme.h"
#include "views/widgets/theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto portal = "org.freedesktop.portal.Desktop"_L1;
constexpr auto object = "/org/freedesktop/portal/desktop"_L1;
constexpr auto settings = "org.freedesktop.portal.Settings"_L1;
constexpr auto space = "org.freedesktop.appearance"_L1;
constexpr uint dark = 1;
constexpr uint light = 2;

// Answers Read() as xdg-desktop-portal does: a variant within a variant.
class Settings final : public QDBusVirtualObject {
public:
    uint scheme = light;

    [[nodiscard]] QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        const QDBusVariant inner{QVariant(scheme)};
        return bus.send(message.createReply(QVariant::fromValue(QDBusVariant(QVariant::fromValue(inner)))));
    }
};

} // namespace

class TestSystemScheme : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void isReadAndFollowed();

private:
    QProcess m_bus;
};

void TestSystemScheme::initTestCase()
{
    const QString daemon = QStandardPaths::findExecutable(u"dbus-daemon"_s);
    if (daemon.isEmpty())
        QSKIP("no dbus-daemon here");
    m_bus.start(daemon, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    QVERIFY(m_bus.waitForReadyRead());
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
}

void TestSystemScheme::cleanupTestCase()
{
    m_bus.terminate();
    m_bus.waitForFinished();
}

void TestSystemScheme::isReadAndFollowed()
{
    auto desktop = QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), u"desktop"_s);
    QVERIFY(desktop.isConnected());
    Settings answers;
    answers.scheme = dark;
    QVERIFY(desktop.registerVirtualObject(object, &answers));
    QVERIFY(desktop.registerService(portal));

    Theme::instance()->apply(Theme::Scheme::System);
    QVERIFY(!Theme::instance()->isDark());
    QObject parent;
    followSystemScheme(&parent);
    QTRY_VERIFY(Theme::instance()->isDark());

    auto changed = QDBusMessage::createSignal(object, settings, u"SettingChanged"_s);
    changed << QString(space) << u"color-scheme"_s << QVariant::fromValue(QDBusVariant(QVariant(light)));
    QVERIFY(desktop.send(changed));
    QTRY_VERIFY(!Theme::instance()->isDark());

    Theme::instance()->apply(Theme::Scheme::Dark); // the person's own choice
    QVERIFY(desktop.send(changed));
    auto other = QDBusMessage::createSignal(object, settings, u"SettingChanged"_s);
    other << QString(space) << u"contrast"_s << QVariant::fromValue(QDBusVariant(QVariant(dark)));
    QVERIFY(desktop.send(other));
    Theme::instance()->apply(Theme::Scheme::System);
    QVERIFY(!Theme::instance()->isDark());
}

QTEST_MAIN(TestSystemScheme)
#include "tst_systemscheme.moc"
