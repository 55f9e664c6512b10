// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "tests/support/seededrandom.h"
#include "views/text/highlight/highlight.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

// "k:func f:name": the coloured pieces of a text in order, lines separated by " / ".
QString told(const Language &language, const QString &text)
{
    static constexpr char letters[] = "ktfsnc+-";
    QStringList lines;
    CodeState state;
    for (const QString &line : text.split(u'\n')) {
        QStringList pieces;
        for (const CodeSpan &span : highlightLine(language, line, state))
            pieces.append(QString(QLatin1Char(letters[static_cast<int>(span.tone)])) + u':' +
                          line.mid(span.start, span.length));
        lines.append(pieces.join(u' '));
    }
    return lines.join(" / "_L1);
}

QString randomText(test::SeededRandom &random, qsizetype length)
{
    static const QString alphabet = u"\"'`/*#<>-={}[]()$@\\ \n\taR8.:;,!&é\u202e\U0001F600"_s;
    QString text;
    while (text.size() < length)
        text += alphabet.at(static_cast<qsizetype>(random.below(static_cast<std::size_t>(alphabet.size()))));
    return text;
}

} // namespace

class TestHighlight final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void colours_data();
    void colours();
    void namesAndFiles_data();
    void namesAndFiles();
    void takesAnything();
    void isLinear_data();
    void isLinear();
    void leavesLongLinesPlain();
};

void TestHighlight::colours_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *language, const QString &text, const QString &expected) {
        QTest::addRow("%s: %s", language, qPrintable(text.left(24).simplified()))
            << QString::fromLatin1(language) << text << expected;
    };
    row("cpp", u"#include <vector>\nint main() { return f(0x1'F, \"a\\\"b\"); } // end"_s,
        u"k:#include s:<vector> / t:int f:main k:return f:f n:0x1'F s:\"a\\\"b\" c:// end"_s);
    row("cpp", u"auto s = R\"x(one\ntwo)\" )x\"; /* a\nb */ class Foo;"_s,
        u"k:auto s:R\"x(one / s:two)\" )x\" c:/* a / c:b */ k:class t:Foo"_s);
    row("python", u"@cached\ndef f(self, x=1.5e-3):\n    \"\"\"doc\n    more\"\"\"\n    return rb'\\'' or None # ok"_s,
        u"f:@cached / k:def f:f k:self n:1.5e-3 / s:\"\"\"doc / s:    more\"\"\" / k:return s:rb'\\'' k:or n:None c:# ok"_s);
    row("typescript", u"const a: number = `x\n${y}`; export default class Foo<T> {}"_s,
        u"k:const t:number s:`x / s:${y}` k:export k:default k:class t:Foo t:T"_s);
    row("jsx", u"return <p>don't</p>;"_s, u"k:return"_s);
    row("go", u"var pauses = []time.Duration{200 * ms}\nfunc retryable(code int) bool { // never"_s,
        u"k:var t:Duration n:200 / k:func f:retryable t:int t:bool c:// never"_s);
    row("go", u"func (c *Client) Do(ctx context.Context) error { return `a\nb` }"_s,
        u"k:func t:Client f:Do t:Context t:error k:return s:`a / s:b`"_s);
    row("rust", u"fn f<'a>(x: &'a str) -> Option<char> { println!(\"{}\", 'x'); r#\"a\"b\"# } /* /* */ c */"_s,
        u"k:fn t:str t:Option t:char f:println! s:\"{}\" s:'x' s:r#\"a\"b\"# c:/* /* */ c */"_s);
    row("java", u"@Override public final String name() { return null; }"_s,
        u"f:@Override k:public k:final t:String f:name k:return n:null"_s);
    row("kotlin", u"fun main() = println(\"hi\") // x"_s, u"k:fun f:main f:println s:\"hi\" c:// x"_s);
    row("csharp", u"using System; var x = $\"{y}\";"_s, u"k:using t:System k:var s:\"{y}\""_s);
    row("bash", u"FOO=bar git commit -m \"a\nb\" | grep x # done"_s, u"t:FOO f:git s:\"a / s:b\" f:grep c:# done"_s);
    row("bash", u"cat <<'EOF' > out\n$x \"\nEOF\nif [ -f $HOME/a ]; then make; fi"_s,
        u"f:cat k:'EOF' / s:$x \" / s:EOF / k:if t:$HOME k:then f:make k:fi"_s);
    row("bash", u"docker run \\\n  alpine && echo ${X:-y}"_s, u"f:docker /  f:echo t:${X:-y}"_s);
    row("json", u"{\"a\" : [1, -2.5e3, \"b\", true, null]}"_s, u"t:\"a\" n:1 n:2.5e3 s:\"b\" n:true n:null"_s);
    row("yaml", u"# c\nname: \"x\" # d\n- on: true\n  run: 5"_s,
        u"c:# c / t:name s:\"x\" c:# d / t:on n:true / t:run n:5"_s);
    row("toml", u"[a.b]\nkey = 'v' # c\nn = 1\nx = \"\"\"a\nb\"\"\""_s,
        u"k:[a.b] / t:key  s:'v' c:# c / t:n  n:1 / t:x  s:\"\"\"a / s:b\"\"\""_s);
    row("ini", u"; note\n[s]\na=b"_s, u"c:; note / k:[s] / t:a"_s);
    row("sql", u"Select count(*) FROM t WHERE a = 'it''s' -- c"_s,
        u"k:Select f:count k:FROM k:WHERE s:'it' s:'s' c:-- c"_s);
    row("html", u"<a href=\"x\"\n  b>&amp;</a><!-- c\nd -->"_s,
        u"k:<a t:href s:\"x\" / t:b n:&amp; k:</a c:<!-- c / c:d -->"_s);
    row("css", u"a:hover { color: #fff; }\n.b {\n  margin: 1px calc(2px); /* c */\n}"_s,
        u"k:a k:hover t:color n:#fff / k:.b / t:margin n:1px f:calc n:2px c:/* c */ / "_s);
    row("markdown", u"# H\n- a `b` [c](d)\n```go\n# x\n```\n> q"_s,
        u"k:# H / n:- s:`b` f:d / c:```go /  / c:``` / c:> q"_s);
    row("dockerfile", u"FROM alpine # x\nRUN apk add from"_s, u"k:FROM c:# x / k:RUN"_s);
    row("diff", u"@@ -1 +1 @@\n-a\n+b\n c"_s, u"t:@@ -1 +1 @@ / -:-a / +:+b / "_s);
    row("makefile", u"all: $(OBJ)\nifeq x"_s, u"t:$(OBJ) / k:ifeq"_s);
    row("ruby", u"def a\n  @b = nil # c"_s, u"k:def / f:@b n:nil c:# c"_s);
    row("lua", u"--[[ a\nb ]] local x = 1 -- c"_s, u"c:--[[ a / c:b ]] k:local n:1 c:-- c"_s);
    row("hcl", u"resource \"a\" { x = 1 } # c"_s, u"k:resource s:\"a\" n:1 c:# c"_s);
}

void TestHighlight::colours()
{
    QFETCH(QString, language);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const Language *known = languageNamed(language);
    QVERIFY(known != nullptr);
    expected.replace("  "_L1, " "_L1);
    QString said = told(*known, text);
    // The blank before "=" belongs to a key.
    said.replace("  "_L1, " "_L1);
    QCOMPARE(said, expected);
}

void TestHighlight::namesAndFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("path");
    QTest::newRow("c++") << u"C++"_s << u"/a/b.hpp"_s;
    QTest::newRow("python") << u"python title=\"x\""_s << u"setup.py"_s;
    QTest::newRow("shell") << u"sh"_s << u"a/.bashrc"_s;
    QTest::newRow("docker") << u"docker"_s << u"x/Dockerfile.dev"_s;
    QTest::newRow("make") << u"{.make}"_s << u"/x/CMakeLists.txt"_s;
    QTest::newRow("tsx") << u"tsx {1,3}"_s << u"App.tsx"_s;
    QTest::newRow("yaml") << u"yaml"_s << u".github/workflows/ci.yml"_s;
    QTest::newRow("none") << u"klingon"_s << u"a.unknown"_s;
    QTest::newRow("empty") << QString() << QString();
}

void TestHighlight::namesAndFiles()
{
    QFETCH(QString, name);
    QFETCH(QString, path);
    QCOMPARE(languageNamed(name), languageOfFile(path));
}

// Spans stay within the line, in order, apart from each other, whatever the text and whatever stands open before it.
void TestHighlight::takesAnything()
{
    test::SeededRandom random(20260801);
    for (const QString &name : {u"cpp"_s, u"python"_s, u"rust"_s, u"bash"_s, u"json"_s, u"yaml"_s, u"toml"_s, u"sql"_s,
                                u"html"_s, u"css"_s, u"markdown"_s, u"dockerfile"_s, u"diff"_s, u"lua"_s, u"js"_s}) {
        const Language *language = languageNamed(name);
        QVERIFY2(language != nullptr, qPrintable(name));
        for (int round = 0; round < 60; ++round) {
            CodeState state;
            const QString text = randomText(random, 600);
            for (const QString &line : text.split(u'\n')) {
                int end = 0;
                for (const CodeSpan &span : highlightLine(*language, line, state)) {
                    QVERIFY2(span.start >= end && span.length > 0, qPrintable(name + u": "_s + line));
                    end = span.start + span.length;
                    QVERIFY2(end <= line.size(), qPrintable(name + u": "_s + line));
                }
            }
        }
    }
}

void TestHighlight::isLinear_data()
{
    QTest::addColumn<QString>("piece");
    for (const char *piece :
         {"'\\", "\"", "`", "/*", "<!--", "<a b=", "[](", "R\"(", "<<", "${", "#", "\"\"\"", "(", "a:", "'a"})
        QTest::newRow(piece) << QString::fromLatin1(piece);
}

void TestHighlight::isLinear()
{
    QFETCH(QString, piece);
    const QString line = piece.repeated(lineColourLimit / piece.size());
    for (const QString &name : {u"cpp"_s, u"python"_s, u"rust"_s, u"bash"_s, u"json"_s, u"toml"_s, u"html"_s, u"css"_s,
                                u"markdown"_s, u"makefile"_s, u"lua"_s}) {
        qint64 steps = 0;
        CodeState state;
        (void)highlightLine(*languageNamed(name), line, state, &steps);
        QVERIFY2(steps <= 6 * line.size(), qPrintable(u"%1: %2 steps"_s.arg(name).arg(steps)));
    }
}

void TestHighlight::leavesLongLinesPlain()
{
    CodeState state;
    const QString line = u"int x; "_s.repeated(lineColourLimit);
    qint64 steps = 0;
    QVERIFY(highlightLine(*languageNamed(u"cpp"_s), line, state, &steps).isEmpty());
    QCOMPARE(steps, 0);
    QCOMPARE(state, CodeState());
}

QTEST_GUILESS_MAIN(TestHighlight)
#include "tst_highlight.moc"
