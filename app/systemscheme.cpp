// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/systemscheme.h"

#include "views/widgets/theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QLoggingCategory>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(log, "assay.desktop")

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
    // The whole message: QtDBus refuses a slot that takes a QDBusVariant as long as nothing made it register that type.
    void changed(const QDBusMessage &message)
    {
        const QVariantList said = message.arguments();
        if (said.size() == 3 && said.at(0).toString() == space && said.at(1).toString() == key)
            tell(said.at(2));
    }
};

} // namespace

void followSystemScheme(QObject *parent)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    auto *portal = new Portal(parent);
    if (!bus.connect(service, path, interface, u"SettingChanged"_s, portal, SLOT(changed(QDBusMessage))))
        qCWarning(log, "The desktop's colour scheme cannot be followed.");
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
