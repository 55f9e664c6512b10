// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "agent/mine/chance.h"
#include "agent/mine/contentrandom.h"
#include "agent/mine/nullmemory.h"
#include "tests/agent/mine/naivechance.h"
#include "tests/support/seededrandom.h"

#include <cmath>
#include <limits>

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using test::SeededRandom;

// What the miner says of chance, against the long way to the same; and that its memory changes nothing.
class TestChance : public QObject {
    Q_OBJECT

private:
    static constexpr std::uint32_t alphabet = 9;

    // Sessions of one team: habits that hold more or less, parts of them, and other things before, between and after.
    static MinedSequences history(SeededRandom &random)
    {
        MinedSequences sequences;
        const std::vector<std::vector<std::uint32_t>> habits = {{0, 1, 2}, {3, 1, 2}, {4, 5, 6, 7}, {1, 2}, {5, 6}};
        std::vector<std::size_t> often; // of ten
        for (std::size_t i = 0; i < habits.size(); ++i)
            often.push_back(random.below(8));
        const std::size_t lineages = 4 + random.below(22);
        for (std::uint32_t lineage = 0; lineage < lineages; ++lineage) {
            const auto day = static_cast<std::int32_t>(random.below(12));
            const std::size_t episodes = 1 + random.below(3);
            for (std::size_t episode = 0; episode < episodes; ++episode) {
                MinedSequence sequence{lineage, day, random.next(), {}};
                const auto add = [&](std::size_t item) {
                    if (sequence.items.empty() || sequence.items.back() != item)
                        sequence.items.push_back(static_cast<std::uint32_t>(item));
                };
                for (std::size_t i = 0; i < habits.size(); ++i) {
                    for (std::size_t other = random.below(3); other > 0; --other)
                        add(random.below(alphabet));
                    if (random.below(10) >= often[i])
                        continue;
                    for (const std::uint32_t step : habits[i]) {
                        add(step);
                        if (random.below(4) == 0)
                            add(random.below(alphabet));
                    }
                }
                if (sequence.items.size() >= 2)
                    sequences.push_back(std::move(sequence));
            }
        }
        return sequences;
    }

    // Some of what is found, so that the long way ends.
    static std::vector<Ritual> someOf(std::vector<Ritual> rituals, std::size_t most, SeededRandom &random)
    {
        while (rituals.size() > most)
            rituals.erase(rituals.begin() + static_cast<std::ptrdiff_t>(random.below(rituals.size())));
        return rituals;
    }

    // Both ways differ in the order of sums only; see tailsAreExact() for how much that can be.
    static bool isNear(double a, double b) { return std::abs(a - b) <= 1e-12 * std::max(std::abs(a), std::abs(b)); }

    // Empty = it is as it must be.
    static QString tailFault(const std::vector<double> &all, std::size_t k)
    {
        // Every step multiplies by 1 - p or p and adds: three roundings, of terms that are never negative, so that no
        // digits cancel and errors only add up, over n steps and a last sum: below 4 n rounding errors of 2^-53 each.
        // What is too small to be a number loses up to one smallest number in each of n × n steps. Twice that is let
        // pass, for machines whose long double is no longer than a double.
        const auto n = static_cast<double>(all.size());
        const auto exact = static_cast<double>(naive::tail(all, k));
        const double allowed = 2 * (4 * n * 0x1p-53 * exact + n * n * std::numeric_limits<double>::denorm_min());
        const double told = tailOfIndependent(all, k);
        if (told >= 0.0 && told <= 1.0 && std::abs(told - exact) <= allowed)
            return {};
        return u"%1 of %2: %3, exactly %4"_s.arg(k).arg(n).arg(told, 0, 'g', 17).arg(exact, 0, 'g', 17);
    }

    using Stored = std::map<std::uint64_t, std::string>;

    static NullMemory memoryOf(const Stored &stored, const std::vector<std::uint64_t> &order)
    {
        NullMemory memory;
        std::vector<std::string> names;
        for (std::uint32_t i = 0; i < alphabet; ++i)
            names.push_back("step " + std::to_string(i));
        memory.setNames(names);
        for (const std::uint64_t each : order)
            memory.load(each, stored.at(each));
        return memory;
    }

    // In any order.
    static NullMemory memoryOf(const Stored &stored, SeededRandom &random)
    {
        std::vector<std::uint64_t> order;
        for (const auto &[lineage, bytes] : stored)
            order.insert(order.begin() + static_cast<std::ptrdiff_t>(random.below(order.size() + 1)), lineage);
        return memoryOf(stored, order);
    }

    // What is stored after a run that began with `stored`.
    static Stored after(Stored stored, const NullMemory &memory)
    {
        const NullMemory::Changes changes = memory.changes();
        for (const auto &[lineage, bytes] : changes.counts)
            stored[lineage] = bytes;
        for (const std::uint64_t each : changes.gone)
            stored.erase(each);
        return stored;
    }

    static bool isSame(const std::vector<RitualVerdict> &a, const std::vector<RitualVerdict> &b)
    {
        return std::ranges::equal(a, b, [](const RitualVerdict &x, const RitualVerdict &y) {
            return x.ritual.items == y.ritual.items && x.expected == y.expected && x.p == y.p && x.q == y.q &&
                   x.tested == y.tested && x.chainP == y.chainP && x.chain == y.chain && x.kept == y.kept &&
                   x.promising == y.promising;
        });
    }

    static constexpr std::size_t countBytes = 10; // of one count in a stored lineage

private Q_SLOTS:
    void tailsAreExact()
    {
        SeededRandom random(11);
        const std::vector<double> extremes = {0.0, 1.0, 1e-300, 1e-16, 1.0 - 0x1p-53, 0.5};
        for (int round = 0; round < 120; ++round) {
            const std::size_t n = round < 100 ? random.below(40) : 100 + random.below(201);
            std::vector<double> all;
            const auto equal = static_cast<double>(random.below(1001)) / 1000.0;
            for (std::size_t i = 0; i < n; ++i) {
                const auto any = static_cast<double>(random.next() >> 11U) * 0x1p-53;
                all.push_back(round % 4 == 0   ? equal
                              : round % 4 == 1 ? random.pick(extremes)
                              : round % 4 == 2 ? any
                                               : any * std::pow(10.0, -static_cast<double>(random.below(40))));
            }
            for (std::size_t k = 0; k <= n + 1; k += n < 40 ? 1 : 1 + random.below(12))
                QCOMPARE(tailFault(all, k), QString());
            QCOMPARE(tailFault(all, n), QString());
        }
        for (const double each : extremes) {
            for (const std::size_t k : {0U, 1U, 2U, 150U, 299U, 300U, 301U})
                QCOMPARE(tailFault(std::vector<double>(300, each), k), QString());
        }
    }

    // The way for "all of them" is another one: it must give the same bits, which what cannot be must not change.
    void whatCannotBeChangesNoTail()
    {
        SeededRandom random(12);
        for (int round = 0; round < 200; ++round) {
            std::vector<double> all;
            for (std::size_t n = 1 + random.below(60); n > 0; --n)
                all.push_back(static_cast<double>(random.next() >> 11U) * 0x1p-53);
            const double whole = tailOfIndependent(all, all.size());
            all.push_back(0.0);
            QVERIFY(tailOfIndependent(all, all.size() - 1) == whole);
        }
    }

    void ritualsAreJudgedAsDefined()
    {
        int weighed = 0, pairs = 0, contrasts = 0, kept = 0, promising = 0, untested = 0;
        for (std::uint64_t seed = 1; seed <= 240; ++seed) {
            SeededRandom random(seed);
            const MinedSequences sequences = history(random);
            RitualBounds bounds;
            bounds.maxGap = static_cast<std::uint32_t>(random.below(4));
            bounds.minLineages = static_cast<std::uint32_t>(2 + random.below(3));
            bounds.minDays = 1;
            ChanceBounds chance;
            if (seed % 40 != 0) {
                chance.replicates = 24;
                chance.firstLook = 8;
            }
            if (seed % 3 == 0)
                chance.promise = 0.02;
            const auto rituals = someOf(growRituals(sequences, bounds), 20, random);
            const auto expected = naive::judge(sequences, rituals, bounds.maxGap, chance);
            const auto told = judgeRituals(sequences, rituals, bounds, chance);
            QCOMPARE(told.size(), rituals.size());
            for (std::size_t i = 0; i < told.size(); ++i) {
                const naive::Verdict &want = expected[i];
                const QByteArray where =
                    QByteArray::number(qulonglong(seed)) + ", " + QByteArray::number(qulonglong(i));
                QVERIFY2(told[i].ritual.items == rituals[i].items, where.constData());
                QVERIFY2(isNear(told[i].expected, want.expected), where.constData());
                QVERIFY2(isNear(told[i].p, want.p), where.constData());
                QVERIFY2(isNear(told[i].q, want.q), where.constData());
                QVERIFY2(told[i].tested == want.tested, where.constData());
                QVERIFY2(isNear(told[i].chainP, want.chain.p), where.constData());
                QVERIFY2(told[i].chain == want.chain.holds, where.constData());
                QVERIFY2(told[i].kept == want.kept, where.constData());
                QVERIFY2(told[i].promising == want.promising, where.constData());
                weighed += want.chain.isWeighed ? 1 : 0;
                contrasts += want.chain.hasContrast ? 1 : 0;
                pairs += want.chain.holds ? 0 : 1;
                kept += want.kept ? 1 : 0;
                promising += want.promising ? 1 : 0;
                untested += want.tested ? 0 : 1;
            }
        }
        // Every answer was asked for.
        const QString seen =
            u"%1 chains, %2 contrasts, %3 no more than pairs, %4 kept, %5 promising, %6 untested"_s.arg(weighed)
                .arg(contrasts)
                .arg(pairs)
                .arg(kept)
                .arg(promising)
                .arg(untested);
        QVERIFY2(std::min({weighed, contrasts, pairs, kept}) > 100 && std::min(promising, untested) > 20,
                 qPrintable(seen));
    }

    // Nothing, all, a part of the lineages, a part of their counts, counts of others, torn ones; loaded in any order.
    void memoryChangesNoVerdict()
    {
        for (std::uint64_t seed = 1; seed <= 12; ++seed) {
            SeededRandom random(seed);
            const MinedSequences sequences = history(random);
            const RitualBounds bounds;
            ChanceBounds chance;
            chance.replicates = 40;
            chance.firstLook = 8;
            const auto rituals = someOf(growRituals(sequences, bounds), 15, random);
            const auto run = [&](NullMemory &memory) {
                return judgeRituals(sequences, rituals, bounds, chance, {&memory, nullptr});
            };
            const auto without = judgeRituals(sequences, rituals, bounds, chance);
            NullMemory empty = memoryOf({}, random);
            QVERIFY(isSame(run(empty), without));
            const Stored whole = after({}, empty);
            QCOMPARE(rituals.empty(), whole.empty());
            NullMemory full = memoryOf(whole, random);
            QVERIFY(isSame(run(full), without));
            QCOMPARE(full.drawn(), std::size_t{0});
            QVERIFY(after(whole, full) == whole);

            Stored lineages, counts;
            for (const auto &[lineage, bytes] : whole) {
                if (random.below(2) == 0)
                    lineages[lineage] = bytes;
                for (std::size_t at = 0; at < bytes.size(); at += countBytes) {
                    if (random.below(2) == 0)
                        counts[lineage] += bytes.substr(at, countBytes);
                }
            }
            Stored strangers = lineages;
            strangers[random.next()] = std::string(3 * countBytes, 'x');
            Stored torn = whole;
            for (auto &[lineage, bytes] : torn)
                bytes.resize(random.below(3) == 0 ? bytes.size() - 1 : bytes.size());
            Stored impossible = whole;
            for (auto &[lineage, bytes] : impossible)
                bytes[countBytes * random.below(bytes.size() / countBytes) + 1] = '\xff';
            for (const Stored &stored : {lineages, counts, strangers, torn, impossible}) {
                NullMemory memory = memoryOf(stored, random);
                QVERIFY(isSame(run(memory), without));
                QVERIFY(stored == whole || memory.drawn() > 0);
                QVERIFY(after(stored, memory) == whole); // and is whole again
            }
        }
    }

    // Whatever was asked first, and however often it was stored and loaded in between.
    void memoryIsStoredAlikeInEveryOrder()
    {
        for (std::uint64_t seed = 1; seed <= 12; ++seed) {
            SeededRandom random(seed);
            const MinedSequences sequences = history(random);
            const auto rituals = someOf(growRituals(sequences, {}), 12, random);
            ChanceBounds chance;
            chance.replicates = 40;
            chance.firstLook = 8;
            NullMemory atOnce = memoryOf({}, random);
            (void)judgeRituals(sequences, rituals, {}, chance, {&atOnce, nullptr});
            Stored stored;
            std::size_t drawn = 0;
            std::vector<Ritual> some;
            for (const Ritual &each : rituals) {
                some.insert(some.begin() + static_cast<std::ptrdiff_t>(random.below(some.size() + 1)), each);
                NullMemory memory = memoryOf(stored, random);
                (void)judgeRituals(sequences, some, {}, chance, {&memory, nullptr});
                stored = after(stored, memory);
                drawn += memory.drawn();
            }
            QVERIFY(stored == after({}, atOnce));
            QCOMPARE(drawn, atOnce.drawn()); // each once
        }
    }
};

QTEST_GUILESS_MAIN(TestChance)
#include "tst_chance.moc"
