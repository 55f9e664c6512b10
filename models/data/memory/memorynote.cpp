// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/memory/memorynote.h"

#include <QHash>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <tuple>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

struct SectionWords {
    NoteSection section;
    QLatin1StringView name, title;
};

constexpr std::array Sections{
    SectionWords{NoteSection::Asked, "asked"_L1, "What was asked"_L1},
    SectionWords{NoteSection::Done, "done"_L1, "What was done"_L1},
    SectionWords{NoteSection::Failed, "failed"_L1, "What failed"_L1},
    SectionWords{NoteSection::Decisions, "decisions"_L1, "Decisions"_L1},
    SectionWords{NoteSection::Files, "files"_L1, "Files changed"_L1},
    SectionWords{NoteSection::Open, "open"_L1, "What is open"_L1},
    SectionWords{NoteSection::Next, "next"_L1, "Next"_L1},
};

const SectionWords &wordsOf(NoteSection section)
{
    return *std::ranges::find(Sections, section, &SectionWords::section);
}

bool isState(NoteSection section)
{
    return section == NoteSection::Open || section == NoteSection::Next;
}

QString identityOf(const NoteBullet &bullet)
{
    return QString::number(int(bullet.section)) + u'\n' + bullet.project + u'\n' + bullet.key;
}

// Of two with the same last event the text decides, so that the order of merging does not.
bool isLater(const NoteBullet &a, const NoteBullet &b)
{
    return std::tie(a.last, a.settled, a.text) > std::tie(b.last, b.settled, b.text);
}

void join(NoteBullet &into, const NoteBullet &more)
{
    if (isState(into.section)) {
        if (isLater(more, into))
            into = more;
        return;
    }
    if (isLater(more, into))
        into.text = more.text;
    into.count += more.count;
    into.first = std::min(into.first, more.first);
    into.last = std::max(into.last, more.last);
    into.events += more.events;
    std::ranges::sort(into.events);
    into.events.erase(std::unique(into.events.begin(), into.events.end()), into.events.end());
    if (into.events.size() > citedEvents)
        into.events = into.events.last(citedEvents);
}

// What a reader wants first has the smaller rank.
std::tuple<int, qint64, qint64, QString, QString> rankOf(const NoteBullet &bullet)
{
    const bool byCount = bullet.section == NoteSection::Failed || bullet.section == NoteSection::Files;
    return {int(bullet.section), byCount ? -bullet.count : 0, -bullet.last.at, bullet.project, bullet.key};
}

NoteEvent eventFrom(const json &pair)
{
    return {pair.at(0).get<qint64>(), pair.at(1).get<qint64>()};
}

ordered_json pairOf(const NoteEvent &event)
{
    return ordered_json::array({event.at, event.id});
}

} // namespace

QString sectionName(NoteSection section)
{
    return wordsOf(section).name;
}

QString sectionTitle(NoteSection section)
{
    return wordsOf(section).title;
}

bool showsCount(const NoteBullet &bullet)
{
    return bullet.count > 1 && (bullet.section == NoteSection::Asked || bullet.section == NoteSection::Failed ||
                                bullet.section == NoteSection::Files);
}

NoteBullet noteBullet(NoteSection section, QString key, QString text, NoteEvent event)
{
    return {section, std::move(key), std::move(text), 1, event, event, {event}, {}, false};
}

void mergeNotes(NoteBullets &into, const NoteBullets &more)
{
    QHash<QString, qsizetype> places;
    places.reserve(into.size() + more.size());
    for (qsizetype i = 0; i < into.size(); ++i)
        places.insert(identityOf(into[i]), i);
    for (const NoteBullet &bullet : more) {
        const QString identity = identityOf(bullet);
        const auto known = places.constFind(identity);
        if (known != places.constEnd()) {
            join(into[*known], bullet);
        } else {
            places.insert(identity, into.size());
            into.append(bullet);
        }
    }
}

NoteBullets sortedNotes(NoteBullets bullets, bool shown)
{
    if (shown)
        bullets.removeIf([](const NoteBullet &bullet) { return bullet.settled; });
    std::ranges::sort(bullets, {}, rankOf);
    return bullets;
}

QByteArray notesToJson(const NoteBullets &bullets)
{
    ordered_json list = ordered_json::array();
    for (const NoteBullet &bullet : sortedNotes(bullets, false)) {
        ordered_json events = ordered_json::array();
        for (const NoteEvent &event : bullet.events)
            events.push_back(pairOf(event));
        ordered_json each = {{"section", int(bullet.section)},
                             {"key", bullet.key.toStdString()},
                             {"text", bullet.text.toStdString()},
                             {"count", bullet.count},
                             {"first", pairOf(bullet.first)},
                             {"last", pairOf(bullet.last)},
                             {"events", events}};
        if (!bullet.project.isEmpty())
            each["project"] = bullet.project.toStdString();
        if (bullet.settled)
            each["settled"] = true;
        list.push_back(std::move(each));
    }
    return QByteArray::fromStdString(list.dump(-1, ' ', false, json::error_handler_t::replace));
}

std::optional<NoteBullets> notesFromJson(const QByteArray &text)
{
    NoteBullets bullets;
    try {
        for (const json &each : json::parse(text.begin(), text.end())) {
            NoteBullet bullet;
            const int section = each.at("section").get<int>();
            if (section < int(NoteSection::Asked) || section > int(NoteSection::Next))
                return std::nullopt;
            bullet.section = static_cast<NoteSection>(section);
            bullet.key = QString::fromStdString(each.at("key").get<std::string>());
            bullet.text = QString::fromStdString(each.at("text").get<std::string>());
            bullet.count = each.at("count").get<qint64>();
            bullet.first = eventFrom(each.at("first"));
            bullet.last = eventFrom(each.at("last"));
            for (const json &event : each.at("events"))
                bullet.events.append(eventFrom(event));
            bullet.project = QString::fromStdString(each.value("project", std::string()));
            bullet.settled = each.value("settled", false);
            bullets.append(std::move(bullet));
        }
    } catch (const json::exception &) {
        return std::nullopt; // a row that was not written by us
    }
    return bullets;
}

} // namespace assay
