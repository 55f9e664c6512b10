// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/settings/settingsreading.h"

#include <limits>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

constexpr size_t mostMembers = 10'000;

std::optional<qint64> wholeNumber(const ordered_json &value)
{
    if (!value.is_number_integer())
        return std::nullopt;
    if (value.is_number_unsigned() && value.get<quint64>() > quint64(std::numeric_limits<qint64>::max()))
        return std::nullopt;
    return value.get<qint64>();
}

} // namespace

SettingsReading::SettingsReading(const ordered_json *object, QString where, QStringList *unknown)
    : m_where(std::move(where))
    , m_unknown(unknown)
{
    if (object && !object->is_object() && !object->is_null())
        refuse(m_where, u"an object"_s);
    else if (object && object->size() > mostMembers)
        refuse(m_where, u"at most %1 entries"_s.arg(mostMembers));
    else if (object && object->is_object())
        m_object = object;
}

QString SettingsReading::nameOf(const QString &key) const
{
    return m_where.isEmpty() ? key : m_where + u'.' + key;
}

void SettingsReading::refuse(const QString &name, const QString &takes)
{
    if (!m_error) {
        m_error = Error{Error::Code::Usage,
                        (name.isEmpty() ? u"The settings file takes %1."_s.arg(takes)
                                        : u"The setting \"%1\" takes %2."_s.arg(name, takes)),
                        {}};
    }
}

const ordered_json *SettingsReading::member(const char *key)
{
    m_known.append(QString::fromUtf8(key));
    if (!m_object)
        return nullptr;
    const auto found = m_object->find(key);
    return found == m_object->end() || found->is_null() ? nullptr : &*found;
}

void SettingsReading::flag(const char *key, bool &value)
{
    const ordered_json *found = member(key);
    if (found && !found->is_boolean())
        refuse(nameOf(QString::fromUtf8(key)), u"true or false"_s);
    else if (found)
        value = found->get<bool>();
}

void SettingsReading::number(const char *key, qint64 least, qint64 most, std::optional<qint64> &value)
{
    const ordered_json *found = member(key);
    if (!found)
        return;
    const auto read = wholeNumber(*found);
    if (!read || *read < least || *read > most)
        refuse(nameOf(QString::fromUtf8(key)), u"a whole number from %1 to %2"_s.arg(least).arg(most));
    else
        value = read;
}

void SettingsReading::number(const char *key, int least, int most, int &value)
{
    std::optional<qint64> read;
    number(key, qint64{least}, qint64{most}, read);
    if (read)
        value = static_cast<int>(*read);
}

void SettingsReading::texts(const char *key, const QString &what, const Check &check, QStringList &values)
{
    const ordered_json *found = member(key);
    if (!found)
        return;
    if (!found->is_array() || found->size() > mostMembers)
        return refuse(nameOf(QString::fromUtf8(key)), u"a list of %1"_s.arg(what));
    for (const ordered_json &each : *found) {
        const auto text =
            each.is_string() ? check(QString::fromStdString(each.get_ref<const std::string &>())) : std::nullopt;
        if (!text)
            return refuse(nameOf(QString::fromUtf8(key)), u"a list of %1"_s.arg(what));
        if (!values.contains(*text))
            values.append(*text);
    }
}

void SettingsReading::take(SettingsReading &below)
{
    const auto ended = below.end();
    if (!ended && !m_error)
        m_error = ended.error();
}

void SettingsReading::section(const char *key, const std::function<void(SettingsReading &)> &read)
{
    SettingsReading below(member(key), nameOf(QString::fromUtf8(key)), m_unknown);
    read(below);
    take(below);
}

void SettingsReading::each(const char *key, const QString &what, const std::function<bool(const QString &)> &isName,
                           const std::function<void(const QString &, SettingsReading &)> &read)
{
    SettingsReading named(member(key), nameOf(QString::fromUtf8(key)), m_unknown);
    if (named.m_object) {
        for (const auto &[name, value] : named.m_object->items()) {
            const QString text = QString::fromStdString(name);
            named.m_known.append(text);
            if (!isName(text)) {
                named.refuse(named.m_where, what);
                break;
            }
            SettingsReading below(&value, named.nameOf(text), m_unknown);
            read(text, below);
            named.take(below);
        }
    }
    take(named);
}

Result<> SettingsReading::end()
{
    if (m_error)
        return tl::unexpected(*m_error);
    if (m_object && m_unknown) {
        for (const auto &[key, value] : m_object->items()) {
            if (!m_known.contains(QString::fromStdString(key)))
                m_unknown->append(nameOf(QString::fromStdString(key)));
        }
    }
    return {};
}

} // namespace assay
