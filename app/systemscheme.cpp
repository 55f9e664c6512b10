// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/systemscheme.h"

#include "views/widgets/theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto service = "org.freedesktop.portal.Desktop"_L1;
constexpr auto path = "/org/freedesktop/portal/desktop"_L1;
constexpr auto interface = "org.freedesktop.portal.Settings"_L1;
constexpr auto space = "org.freedesktop.appearance"_L1;
constexpr auto key = "color-scheme"_L1;

// The value comes wrapped once by the signal and twice by the method.
void tell(const QVariant &value)
{
    QVariant inner = value;
    while (inner.canConvert<QDBusVariant>())
        inner = inner.value<QDBusVariant>().variant();
    bool isNumber = false;
    const uint scheme = inner.toUInt(&isNumber);
    constexpr uint dark = 1;
    constexpr uint light = 2;
    if (isNumber && (scheme == dark || scheme == light))
        Theme::instance()->setSystemDark(scheme == dark);
}

class Portal final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

public Q_SLOTS:
    void changed(const QString &where, const QString &what, const QDBusVariant &value)
    {
        if (where == space && what == key)
            tell(value.variant());
    }
};

} // namespace

void followSystemScheme(QObject *parent)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    auto *portal = new Portal(parent);
    bus.connect(service, path, interface, u"SettingChanged"_s, portal, SLOT(changed(QString, QString, QDBusVariant)));
    QDBusMessage question = QDBusMessage::createMethodCall(service, path, interface, u"Read"_s);
    question << QString(space) << QString(key);
    auto *reply = new QDBusPendingCallWatcher(bus.asyncCall(question), portal);
    QObject::connect(reply, &QDBusPendingCallWatcher::finished, portal, [reply] {
        reply->deleteLater();
        const QDBusPendingReply<QVariant> answer = *reply;
        if (answer.isValid())
            tell(answer.value());
    });
}

} // namespace assay

#include "systemscheme.moc"
