// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/sampleexplorer.h"

#include "agent/sample/sampleteller.h"
#include "agent/sample/sampleworkspace.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <utility>

namespace assay {

namespace {

template<typename Container>
const typename Container::value_type &anyOf(const Container &container, SampleRandom &random)
{
    return container[static_cast<std::size_t>(random.between(0, static_cast<int>(container.size()) - 1))];
}

std::vector<std::string> parts(const std::string &text, char separator)
{
    std::vector<std::string> found;
    std::size_t from = 0;
    while (from < text.size()) {
        const std::size_t end = std::min(text.find(separator, from), text.size());
        found.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return found;
}

std::string capital(std::string text)
{
    if (!text.empty())
        text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

std::string attribute(const SampleProject &project, const std::string &name)
{
    const auto found = project.attributes.find(name);
    return found != project.attributes.end() ? found->second : std::string();
}

std::string filled(std::string text, const std::string &noun, const std::string &verb, SampleRandom &random)
{
    const std::pair<std::string, std::string> marks[] = {
        {"{noun}", noun}, {"{Noun}", capital(noun)}, {"{verb}", verb}, {"{Verb}", capital(verb)}};
    for (const auto &[mark, word] : marks) {
        for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + word.size()))
            text.replace(at, mark.size(), word);
    }
    return sampleText(text, random);
}

std::string anyTemplate(const SampleLibrary &library, const std::string &name, SampleRandom &random)
{
    const auto found = library.templates.find(name);
    return found != library.templates.end() ? anyOf(found->second, random) : std::string();
}

std::string sourceFile(const SampleLibrary &library, const std::string &language, const std::string &noun,
                       SampleRandom &random)
{
    std::vector<std::string> verbs = parts(anyTemplate(library, "verbs", random), ' ');
    std::string text = filled(anyTemplate(library, language + "-head", random), noun, verbs.front(), random) + '\n';
    for (int i = random.between(4, 8); i > 0 && !verbs.empty(); --i) {
        const std::string verb = anyOf(verbs, random);
        verbs.erase(std::find(verbs.begin(), verbs.end(), verb));
        text += '\n' + filled(anyTemplate(library, language, random), noun, verb, random) + '\n';
    }
    return text;
}

} // namespace

void addSampleFiles(SampleLibrary &library)
{
    std::uint64_t seed = 71;
    for (auto &[name, project] : library.projects) {
        const std::string language = attribute(project, "language");
        for (const std::string &noun : parts(attribute(project, "nouns"), ',')) {
            SampleRandom random(++seed);
            for (int i = 0; i < 3; ++i) {
                const std::string path = filled(anyTemplate(library, language + "-path", random), noun, noun, random);
                project.files.emplace(path, sourceFile(library, language, noun, random));
            }
        }
    }
}

SampleExplorer::SampleExplorer(const SampleLibrary &library, const SampleProject &project, SampleRandom &random,
                               bool quiet)
    : m_library(library)
    , m_project(project)
    , m_random(random)
    , m_quiet(quiet)
    , m_nouns(parts(attribute(project, "nouns"), ','))
{
    for (const auto &[path, text] : project.files)
        m_unread.push_back(path);
}

std::vector<SampleStep> SampleExplorer::steps(int rounds)
{
    std::vector<SampleStep> steps;
    if (m_nouns.empty())
        return steps;
    for (; rounds > 0; --rounds) {
        if (m_noun.empty() || m_random.chance(25))
            m_noun = anyOf(m_nouns, m_random);
        const int kind = m_random.between(0, 99);
        if (!m_quiet && kind % 5 < 2) {
            SampleStep said;
            said.verb = kind % 5 == 0 ? "think" : "say";
            said.body = remark(said.verb);
            steps.push_back(std::move(said));
        }
        steps.push_back(kind < 50 ? read() : kind < 75 ? search() : command());
        if (kind < 8) {
            steps.push_back(read());
            steps.back().parallel = true;
        }
    }
    return steps;
}

SampleStep SampleExplorer::read()
{
    SampleStep step;
    step.verb = "read";
    // The noun's own files first, each once; then any file again.
    const auto own = std::find_if(m_unread.begin(), m_unread.end(),
                                  [this](const std::string &path) { return path.find(m_noun) != std::string::npos; });
    if (own != m_unread.end()) {
        step.argument = *own;
        m_unread.erase(own);
    } else {
        step.argument =
            std::next(m_project.files.begin(), m_random.between(0, static_cast<int>(m_project.files.size()) - 1))
                ->first;
    }
    return step;
}

SampleStep SampleExplorer::search()
{
    const std::string noun = capital(m_noun);
    SampleStep step;
    step.verb = "grep";
    step.argument = ". " + noun;
    int hits = 0;
    for (const auto &[path, text] : m_project.files) {
        int number = 0;
        for (const std::string &line : sampleLines(text)) {
            ++number;
            if (hits < 40 && line.find(noun) != std::string::npos) {
                step.body += (hits++ == 0 ? "" : "\n") + path + ':' + std::to_string(number) + ':' + line;
            }
        }
    }
    return step;
}

SampleStep SampleExplorer::command()
{
    SampleStep step;
    step.verb = "bash";
    const std::vector<std::string> verbs = parts(anyTemplate(m_library, "verbs", m_random), ' ');
    const std::string &verb = anyOf(verbs, m_random);
    const std::string text =
        filled(anyTemplate(m_library, attribute(m_project, "language") + "-bash", m_random), m_noun, verb, m_random);
    const std::size_t end = std::min(text.find('\n'), text.size());
    step.argument = text.substr(0, end);
    step.body = text.substr(std::min(end + 1, text.size()));
    return step;
}

std::string SampleExplorer::remark(const std::string &kind)
{
    const std::vector<std::string> verbs = parts(anyTemplate(m_library, "verbs", m_random), ' ');
    const std::string &verb = anyOf(verbs, m_random);
    return filled(anyTemplate(m_library, kind, m_random), m_noun, verb, m_random);
}

} // namespace assay
