// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/samplelibrary.h"

#include "agent/sample/sampleexplorer.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include <QDir>
#include <QFile>

static void initialiseStories()
{
    Q_INIT_RESOURCE(samplestories);
}

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

std::string_view takeWord(std::string_view &rest)
{
    const std::size_t start = rest.find_first_not_of(' ');
    if (start == std::string_view::npos) {
        rest = {};
        return {};
    }
    rest.remove_prefix(start);
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(end);
    while (!rest.empty() && rest.front() == ' ')
        rest.remove_prefix(1);
    return word;
}

std::map<std::string, std::string> takeAttributes(std::string_view rest)
{
    std::map<std::string, std::string> attributes;
    while (!rest.empty()) {
        const std::string_view word = takeWord(rest);
        const std::size_t equals = word.find('=');
        if (equals != std::string_view::npos)
            attributes.emplace(word.substr(0, equals), word.substr(equals + 1));
    }
    return attributes;
}

int toNumber(std::string_view digits, int otherwise)
{
    int value = otherwise;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

// Where the lines that follow belong.
class StoryReader final {
public:
    explicit StoryReader(SampleLibrary &library)
        : m_library(library)
    {
    }

    bool directive(std::string_view line)
    {
        line.remove_prefix(1);
        const std::string_view verb = takeWord(line);
        m_body = nullptr;
        if (verb == "project")
            return startProject(line);
        if (verb == "file")
            return startFile(line);
        if (verb == "template")
            return startTemplate(line);
        if (verb == "day")
            return addDate(line);
        if (verb == "story" || verb == "snippet")
            return startStory(verb, line);
        return addStep(verb, line);
    }

    void text(std::string_view line)
    {
        if (m_body == nullptr)
            return;
        if (!m_first)
            m_body->push_back('\n');
        m_first = false;
        // A line that must begin with the directive's sign has a backslash before it.
        m_body->append(line.substr(0, 2) == "\\@" ? line.substr(1) : line);
    }

private:
    bool startProject(std::string_view rest)
    {
        m_project = takeWord(rest);
        SampleProject &project = m_library.projects[m_project];
        project.name = m_project;
        project.attributes = takeAttributes(rest);
        return project.attributes.count("path") == 1;
    }

    bool startFile(std::string_view rest)
    {
        if (m_project.empty() || rest.empty())
            return false;
        take(&m_library.projects[m_project].files[std::string(rest)]);
        return true;
    }

    bool startTemplate(std::string_view rest)
    {
        if (rest.empty())
            return false;
        take(&m_library.templates[std::string(rest)].emplace_back());
        return true;
    }

    bool addDate(std::string_view rest)
    {
        const int daysBack = toNumber(takeWord(rest), -1);
        const std::string_view time = takeWord(rest);
        if (daysBack < 0 || time.size() != 5 || rest.empty())
            return false;
        const int minute = toNumber(time.substr(0, 2), 0) * 60 + toNumber(time.substr(3), 0);
        m_library.calendar.push_back({daysBack, minute, std::string(rest)});
        return true;
    }

    bool startStory(std::string_view verb, std::string_view rest)
    {
        SampleStory story;
        story.id = takeWord(rest);
        story.attributes = takeAttributes(rest);
        story.project = story.attribute("project", {});
        if (m_library.projects.count(story.project) == 0)
            return false;
        if (verb == "story") {
            m_story = &(m_library.stories[story.id] = std::move(story));
        } else {
            auto &pool = m_library.snippets[story.project];
            m_story = &pool.emplace_back(std::move(story));
        }
        return true;
    }

    bool addStep(std::string_view verb, std::string_view rest)
    {
        const std::size_t end = std::min(verb.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), verb.size());
        if (m_story == nullptr || end == 0)
            return false;
        SampleStep step;
        step.verb = verb.substr(0, end);
        step.argument = rest;
        const std::string_view flags = verb.substr(end);
        step.parallel = flags.find('+') != std::string_view::npos;
        const std::size_t failed = flags.find('!');
        step.failed = failed != std::string_view::npos;
        if (step.failed)
            step.number = toNumber(flags.substr(failed + 1), 1);
        m_story->steps.push_back(std::move(step));
        take(&m_story->steps.back().body);
        return true;
    }

    void take(std::string *body)
    {
        m_body = body;
        m_first = true;
    }

    SampleLibrary &m_library;
    SampleStory *m_story = nullptr;
    std::string m_project;
    std::string *m_body = nullptr;
    bool m_first = true;
};

} // namespace

std::string SampleStory::attribute(const std::string &name, const std::string &otherwise) const
{
    const auto found = attributes.find(name);
    return found != attributes.end() ? found->second : otherwise;
}

Result<> readStoryText(const std::string &text, SampleLibrary &library)
{
    StoryReader reader(library);
    int number = 0;
    std::string_view rest = text;
    while (!rest.empty()) {
        ++number;
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.substr(0, 1) != "@")
            reader.text(line);
        else if (!reader.directive(line))
            return fail(Error::Code::Failed, u"A sample story could not be read: line %1 (\"%2\") says nothing known. "
                                             "None of your data is concerned."_s.arg(number)
                                                 .arg(QString::fromStdString(std::string(line))));
    }
    return {};
}

Result<SampleLibrary> loadSampleLibrary()
{
    initialiseStories();
    SampleLibrary library;
    // By name: projects.story holds what the others refer to, the digits put it first.
    const QStringList names = QDir(u":/assay/stories"_s).entryList({u"*.story"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(u":/assay/stories/"_s + name);
        if (!file.open(QIODevice::ReadOnly))
            return fail(Error::Code::Failed, u"A sample story is missing from this program. Install Assay again."_s,
                        name);
        if (auto read = readStoryText(file.readAll().toStdString(), library); !read) {
            read.error().path = name;
            return tl::unexpected(read.error());
        }
    }
    addSampleFiles(library);
    return library;
}

} // namespace assay
