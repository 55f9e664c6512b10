// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/measures.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int calls = 300;
constexpr int scriptCalls = 20;
constexpr int together = 100;
constexpr int rounds = 5;

QString beside(const QString &name)
{
    return QCoreApplication::applicationDirPath() + u'/' + name;
}

Result<> writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return fail(Error::Code::Failed, u"A file for the bench cannot be written."_s, path);
    return {};
}

// What a client sends behind a call of a tool, 4 KB of it output.
QByteArray payload(const QString &folder)
{
    return "{\"session_id\":\"5d1f0c5e-0000-4000-8000-000000000001\",\"transcript_path\":\"" +
           QFile::encodeName(folder) + "/t.jsonl\",\"cwd\":\"" + QFile::encodeName(folder) +
           "\",\"prompt_id\":\"5d1f0c5e-0000-4000-8000-000000000002\",\"permission_mode\":\"default\","
           "\"hook_event_name\":\"PostToolUse\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"ls\"},"
           "\"tool_response\":{\"stdout\":\"" +
           QByteArray(4096, 'x') +
           "\",\"stderr\":\"\",\"interrupted\":false},\"tool_use_id\":\"toolu_01\",\"duration_ms\":12}";
}

// The least that a hook written in JavaScript does: it reads its payload and hands one file over.
constexpr char script[] = "const fs=require('fs');const p=JSON.parse(fs.readFileSync(0,'utf8'));"
                          "const f=process.argv[2]+'/'+process.hrtime.bigint()+'-'+process.pid;"
                          "fs.writeFileSync(f+'.tmp',JSON.stringify({event:p.hook_event_name,session:p.session_id}));"
                          "fs.renameSync(f+'.tmp',f);";

Result<double> one(const QStringList &command, const QString &input)
{
    const auto ends = runTogether(command, input, 1);
    if (!ends)
        return tl::unexpected(ends.error());
    return ends->constFirst() * 1000;
}

// Bare start and hook in turn, so that both see the same machine.
Result<> callByCall(Workbench &bench, const QString &input)
{
    QList<double> bare;
    QList<double> hook;
    for (int i = -5; i < calls; ++i) {
        const auto start = one({beside(u"assay-bench-bare"_s)}, input);
        const auto call = start ? one({beside(u"assay-hook"_s)}, input) : start;
        if (!call)
            return tl::unexpected(call.error());
        if (i < 0)
            continue;
        bare += *start;
        hook += *call;
    }
    Row over{.name = u"hook.over"_s,
             .what = u"the same less the median of a bare start"_s,
             .unit = u"ms"_s,
             .promise = {Judged::P95, true, 4}};
    for (const double call : hook)
        over.samples += call - median(bare);
    bench.add({.name = u"hook.call"_s,
               .what = u"one call of assay-hook, from before the start until it was waited for"_s,
               .unit = u"ms"_s,
               .samples = hook,
               .baselineName = u"bare process start (an empty C program)"_s,
               .baseline = bare});
    bench.add(over);
    return {};
}

Result<> besideScript(Workbench &bench, const QString &input)
{
    Row row{.name = u"hook.script"_s,
            .what = u"one call of assay-hook"_s,
            .unit = u"ms"_s,
            .baselineName = u"a hook in JavaScript that writes one file (node)"_s};
    const QString node = QStandardPaths::findExecutable(u"node"_s);
    const QString file = bench.scratch(u"hook/hook.js"_s);
    if (node.isEmpty()) {
        row.note = u"node is not installed"_s;
        bench.add(row);
        return {};
    }
    if (const auto written = writeFile(file, script); !written)
        return written;
    for (int i = -2; i < scriptCalls; ++i) {
        const auto other = one({node, file, bench.scratch(u"hook/script"_s)}, input);
        const auto call = other ? one({beside(u"assay-hook"_s)}, input) : other;
        if (!call)
            return tl::unexpected(call.error());
        if (i < 0)
            continue;
        row.baseline += *other;
        row.samples += *call;
    }
    bench.add(row);
    return {};
}

qsizetype spooled(const QString &dataDir)
{
    return QDir(dataDir + u"/spool/new"_s).entryList(QDir::Files).size();
}

Result<> manyAtOnce(Workbench &bench, const QString &input, const QString &dataDir)
{
    Row all{.name = u"hook.together"_s,
            .what = u"100 calls at once, until the last one ended"_s,
            .unit = u"ms"_s,
            .baselineName = u"100 bare starts at once"_s};
    Row lost{.name = u"hook.lost"_s,
             .what = u"of these calls, those that are not in the spool"_s,
             .unit = u"calls"_s,
             .promise = {Judged::P95, true, 0}};
    for (int i = -1; i < rounds; ++i) {
        const qsizetype before = spooled(dataDir);
        const auto bare = runTogether({beside(u"assay-bench-bare"_s)}, input, together);
        const auto hooks = bare ? runTogether({beside(u"assay-hook"_s)}, input, together) : bare;
        if (!hooks)
            return tl::unexpected(hooks.error());
        if (i < 0)
            continue;
        all.baseline += bare->constLast() * 1000;
        all.samples += hooks->constLast() * 1000;
        lost.samples += static_cast<double>(together - (spooled(dataDir) - before));
    }
    bench.add(all);
    bench.add(lost);
    return {};
}

} // namespace

Result<> measureHook(Workbench &bench)
{
    const QString folder = bench.scratch(u"hook"_s);
    const QString input = folder + u"/payload.json"_s;
    const QString dataDir = folder + u"/data"_s;
    if (!QDir().mkpath(folder + u"/script"_s) || !QDir().mkpath(folder + u"/a/project/of/some/depth"_s))
        return fail(Error::Code::Failed, u"The folder for the hook cannot be made."_s, folder);
    if (const auto written = writeFile(folder + u"/a/project/of/some/depth/t.jsonl"_s, "{}\n"); !written)
        return written;
    if (const auto written = writeFile(input, payload(folder + u"/a/project/of/some/depth"_s)); !written)
        return written;
    qputenv("ASSAY_DATA_DIR", QFile::encodeName(dataDir));
    Result<> done = callByCall(bench, input);
    if (done)
        done = besideScript(bench, input);
    if (done)
        done = manyAtOnce(bench, input, dataDir);
    qunsetenv("ASSAY_DATA_DIR");
    return done;
}

} // namespace assay
