namespace QkdMec.Tests.Unit.Placements;

/// <summary>Does each policy decide what the reference says it decides, whatever chance draws?</summary>
public sealed class ReferenceVectorTests
{
    public static TheoryData<ulong> Seeds() => [.. Enumerable.Range(1, 20).Select(seed => (ulong)seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void NetworkF_With014K1(ulong seed)
    {
        var course = new PolicyCourse("014-k1", VectorNetworks.F(), seed);
        course.Leaves(19, 15);
        course.IsBlocked(2.1, 1);
        course.IsBlocked(1, 8.1);
        course.GoesTo(10, 1, 1, .5);
        course.Leaves(18, 14.5);
        course.GoesTo(10, 1, 1, .1);
        course.Leaves(17, 14.4);
        course.GoesTo(7, 3, 2, 4);
        course.Leaves(11, 10.4);
        course.GoesTo(4, 4, 1, 3);
        course.Leaves(7, 7.4);
        foreach (var app in course.Board.Apps.Select(app => app.Id).ToList())
        {
            course.Board.Remove(app);
        }

        course.Leaves(19, 15);
        Assert.Equal(0, course.Board.Signalling);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void NetworkF_With015(ulong seed)
    {
        var course = new PolicyCourse("015", VectorNetworks.F(), seed);
        course.IsBlocked(8.1, 1);
        course.IsBlocked(1, 8.1);
        course.GoesTo(10, 1, 2, 1);
        course.Leaves(17, 14);
        course.GoesTo(4, 4, .5, 5);
        course.Leaves(15, 9);
        course.GoesTo(4, 4, .5, 3);
        course.Leaves(13, 6);
        course.GoesTo(9, 2, 1, 1);
        course.Leaves(11, 5);
        Assert.Equal(1 + 4 + 4 + 2, course.Board.Signalling);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void NetworkI_With014K1(ulong seed)
    {
        var course = new PolicyCourse("014-k1", VectorNetworks.I(), seed);
        course.GoesTo(11, 2, 2, 1);
        course.IsBlocked(2, 1);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void NetworkI_With014K3(ulong seed)
    {
        var course = new PolicyCourse("014-k3", VectorNetworks.I(), seed);
        course.Leaves(74, 8);
        course.IsBlocked(8.1, 1);
        course.IsBlocked(1, 8.1);
        course.GoesTo(11, 2, 2, 1);
        course.Leaves(70, 7);
        Assert.Equal(0, course.Board.Signalling);
        course.GoesTo(11, 3, 2, 1);
        Assert.Equal(5, course.Board.Signalling);
        course.GoesTo(11, 4, 2, 1);
        Assert.Equal(12, course.Board.Signalling);
        course.Leaves(50, 5);
        Assert.All(course.Board.Apps, app => Assert.Equal(4, app.Path.Hops));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void NetworkS_WithStaticPolicies(ulong seed)
    {
        new PolicyCourse("spf", VectorNetworks.S(), seed).GoesTo(6, 2, 1.5, 2);
        new PolicyCourse("bestfit", VectorNetworks.S(), seed).GoesTo(3, 3, 1.5, 2);
        new PolicyCourse("spf-blind", VectorNetworks.S(), seed).IsBlocked(1.5, 2);
        new PolicyCourse("bestfit-blind", VectorNetworks.S(), seed).IsBlocked(1.5, 2);
        new PolicyCourse("spf-static", VectorNetworks.S(), seed).IsBlocked(1.5, 2);
    }
}
